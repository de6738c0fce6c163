// A room's inventory is stated once, in its inventory.server.ts. app/inventory.server.ts combines them for
// copying, checking, the job runner, exports and the privacy page.

import type { ModelName } from "./database/copying/tables";
import type { Database, DatabaseClient } from "./database/database.server";
import type { Inconsistency } from "./inconsistency";
import type { AnyJobKind, Schedule } from "./jobs/job";

/** `Deps` are the dependencies of the room's jobs. */
export interface Inventory<Deps = { db: Database }> {
  /** Its folder in app/. */
  room: string;
  /** The models that it alone queries. */
  models?: Partial<Record<ModelName, Model>>;
  /** Jobs enqueued by commands. */
  jobs?: AnyJobKind<Deps>[];
  /** Jobs that run at fixed times. */
  schedules?: Schedule<Deps>[];
  /** Consistency checks of the room's rows. A check may rely on the repairs of lower rooms and of earlier
   *  checks. */
  checks?: Check[];
  /** Its part of a person's export. */
  exported?: Exported;
  /** Figures on the privacy page: times in seconds, and numbers. If several rooms have one, the highest is
   *  shown. */
  figures?: Record<string, number>;
}

export interface Model {
  /** Why a copy of the site omits its rows; absent if it includes them. */
  leftBehind?: string;
  /** What it stores about people. Required if it refers to a person or an account, or has an address. */
  personal?: PersonalData;
}

export interface PersonalData {
  /** The file or folder of a person's export that contains it, or the reason why none does. */
  exported: { in: string } | { not: string };
  /** What happens to it when the person deletes their account: its rows are deleted, or no longer name them; or the
   *  reason why they stay. */
  leaving: "deleted" | "anonymised" | { stays: string };
  /** The phrases of the privacy page that mention it. */
  privacy: string;
}

/** Whose data is exported. */
export interface ExportedPerson {
  personId: number;
  accountId: number;
  email: string;
}

/** A file of an export: data as JSON, or a text under its fields. */
export type ExportedFile = { name: string } & (
  | { json: unknown }
  | { fields: Record<string, unknown>; text: string }
);

export interface Exported {
  /** Explains the files, as a list in Markdown. */
  readme: string;
  /** Yields the files one after another, because all together may be too large. */
  files(
    deps: { db: DatabaseClient; siteUrl: string },
    person: ExportedPerson,
    now: Date,
  ): AsyncGenerator<ExportedFile>;
}

export interface Check {
  /** The subject of the check, such as "dates of posts". */
  name: string;
  find(db: DatabaseClient, now: Date): Promise<Inconsistency[]>;
  /** What a person should know of its subject though it is no inconsistency, as a sentence; null if there is nothing. */
  note?(db: DatabaseClient): Promise<string | null>;
}
