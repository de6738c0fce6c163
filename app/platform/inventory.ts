// A room's inventory is stated once, in its inventory.server.ts. app/inventory.server.ts combines them for
// copying, checking and the job runner.

import type { Database, DatabaseClient } from "./database/database.server";
import type { ModelName } from "./database/tables";
import type { Inconsistency } from "./inconsistency";
import type { AnyJobKind, Schedule } from "./jobs/job";

/** `Deps` are the dependencies of the room's jobs. */
export interface Inventory<Deps = { db: Database }> {
  /** Its folder in app/. */
  room: string;
  /** The models that it alone queries. */
  models?: Partial<Record<ModelName, Model>>;
  /** Jobs that something causes. */
  jobs?: AnyJobKind<Deps>[];
  /** Jobs that run at fixed times. */
  schedules?: Schedule<Deps>[];
  /** Consistency checks of the room's rows. A check may rely on the repairs of lower rooms and of earlier
   *  checks. */
  checks?: Check[];
}

export interface Model {
  /** Why a copy of the site omits the room's rows; absent if it includes them. */
  leftBehind?: string;
}

export interface Check {
  /** The subject of the check, such as "dates of posts". */
  name: string;
  find(db: DatabaseClient, now: Date): Promise<Inconsistency[]>;
}
