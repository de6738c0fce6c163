// What a room has, stated once: in its inventory.server.ts. app/inventory.server.ts puts these together, and
// copying, checking and the job runner read them there.

import type { Database, DatabaseClient } from "./database/database.server";
import type { ModelName } from "./database/tables";
import type { Inconsistency } from "./inconsistency";
import type { AnyJobKind, Schedule } from "./jobs/job";

/** `Deps` is what its jobs need. */
export interface Inventory<Deps = { db: Database }> {
  /** Its folder in app/. */
  room: string;
  /** The models that it alone queries. */
  models?: Partial<Record<ModelName, Model>>;
  /** Jobs that something causes. */
  jobs?: AnyJobKind<Deps>[];
  /** Jobs that run at fixed times. */
  schedules?: Schedule<Deps>[];
  /** What must agree among its rows. A check may rely on what lower rooms and earlier checks have repaired. */
  checks?: Check[];
}

export interface Model {
  /** Why a copy of the site leaves its rows behind; absent if it takes them along. */
  leftBehind?: string;
}

export interface Check {
  /** What is checked, such as "dates of posts". */
  name: string;
  find(db: DatabaseClient, now: Date): Promise<Inconsistency[]>;
}
