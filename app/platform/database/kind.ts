// Operations that SQLite and PostgreSQL implement differently. Each has its folder, known only to
// kinds.server.ts.

import type { BoundedReader, BoundedReaderOptions } from "./bounded-reader";
import type { RowWriter, Table } from "./copying/tables";
import type { Engine, OnQuery } from "./engine";
import type { Inspection } from "./inspection";
import type { Migration, WithRecord } from "./migrations/migration-record";

/** The database's part of a restore. */
export interface Restoring<R> {
  /** Identifies the restore afterwards (`isRestored`). */
  id: string;
  /** The file from the archive: a SQLite database or a PostgreSQL dump. */
  staged: string;
  /** Called while nobody else can write. If it returns a refusal, nothing is changed. */
  refuse(found: Inspection): R | null;
  /** Called last before the commit; if it throws, nothing is changed. */
  beforeCommit(): Promise<void>;
}

export interface DatabaseKind {
  open(url: string, onQuery?: OnQuery): Engine;
  openReader(url: string, options: BoundedReaderOptions): BoundedReader;
  /** Throws if the file is not a database. */
  inspect(url: string): Promise<Inspection>;
  /** Faults that the database itself finds, as messages for an administrator. */
  listFaults(url: string): Promise<string[]>;
  record(url: string): WithRecord;
  /** Keys and references of the named tables. */
  readTables(url: string, names: readonly string[]): Promise<Table[]>;
  createRowWriter(url: string): Promise<RowWriter>;
  /** The last id that each table has given out, including ids of deleted rows. */
  readNumbering(url: string): Promise<Map<string, number>>;
  /** Each table continues from the highest of the given number, its own, and its highest row. */
  raiseNumbering(url: string, numbering: ReadonlyMap<string, number>): Promise<void>;
  /** Call after inserting very many rows. */
  refreshStatistics(url: string): Promise<void>;
  /** Writes a consistent backup to `file`. Returns the names of the migrations applied to it; a dump builds
   *  its schema from those of `known`. */
  backUp(url: string, file: string, known: Migration[]): Promise<string[]>;
  /** Whether a running site has the database open, as far as can be told from this machine. */
  isInUse(url: string): Promise<boolean>;
  /** Path for files that a restore stages, without an ending: on the same file system as their destination if
   *  they are renamed into place. */
  placeToStage(url: string, dataDir: string): string;
  /** Checks a staged file, and migrates it with `migrateFile` if it is a database file. Returns what is wrong
   *  with it, or null. */
  prepare(staged: string, migrateFile: (url: string) => Promise<unknown>): Promise<string | null>;
  /** Whether a restore ends with the rename of a file (SQLite) or with a commit (PostgreSQL). */
  readonly movesFile: boolean;
  /** Whether the restore that staged this file was completed. */
  isRestored(url: string, restored: { id: string; staged: string | null }): Promise<boolean>;
  /** Replaces the database by the staged one. Returns "in use" if a site has it open, or the refusal; nothing
   *  is changed then. */
  restore<R>(url: string, restoring: Restoring<R>): Promise<R | "in use" | null>;
}
