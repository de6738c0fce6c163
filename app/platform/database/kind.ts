// What SQLite and PostgreSQL do each in their own way. Each has a folder, which nobody but kinds.server.ts knows.

import type { Engine, OnQuery } from "./engine";
import type { Inspection } from "./inspection";
import type { Migration, WithRecord } from "./migration-record";
import type { RowWriter } from "./tables";

/** A restore, as far as the database has to do with it. */
export interface Restoring<R> {
  /** By which it is known afterwards. */
  id: string;
  /** What the archive held: a database file of SQLite, a dump of PostgreSQL. */
  staged: string;
  /** Asked while nobody else can write. Where it gives a refusal, nothing is changed. */
  refuse(found: Inspection): R | null;
  /** The last that can make it fail, save the step itself. */
  beforeCommit(): Promise<void>;
}

export interface DatabaseKind {
  open(url: string, onQuery?: OnQuery): Engine;
  /** Throws where a file is no database. */
  inspect(url: string): Promise<Inspection>;
  /** What the database itself finds wrong, in words for an administrator. */
  listFaults(url: string): Promise<string[]>;
  record(url: string): WithRecord;
  createRowWriter(url: string): Promise<RowWriter>;
  /** The last number that each table has given a row, also one that is gone. */
  readNumbering(url: string): Promise<Map<string, number>>;
  /** Each table goes on from the given number, or from its own, or from its highest row: whichever is the highest. */
  raiseNumbering(url: string, numbering: ReadonlyMap<string, number>): Promise<void>;
  /** After very many rows have come at once. */
  refreshStatistics(url: string): Promise<void>;
  /** Writes the database as it stands at one moment into `file`. Gives the migrations that it had had then, of those `known`. */
  backUp(url: string, file: string, known: Migration[]): Promise<string[]>;
  /** Whether a site has it open, as far as can be told from here. */
  isInUse(url: string): Promise<boolean>;
  /** Where a restore puts down what it reads, without its ending: where it can take the place of the other in one step. */
  placeToStage(url: string, dataDir: string): string;
  /** Looks at what an archive held, and brings it up to date by `migrateFile` if it is a database by itself. Gives what is wrong. */
  prepare(staged: string, migrateFile: (url: string) => Promise<unknown>): Promise<string | null>;
  /** Whether what a restore staged is a file that takes the other's place; otherwise a commit decides. */
  readonly movesFile: boolean;
  /** Whether the restore that staged this has come to its end. */
  isRestored(url: string, restored: { id: string; staged: string | null }): Promise<boolean>;
  /** Puts what an archive held in the place of the database. "in use" where a site has that open: nothing is changed then. */
  restore<R>(url: string, restoring: Restoring<R>): Promise<R | "in use" | null>;
}
