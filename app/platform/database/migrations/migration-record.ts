// Operations of a database that is being migrated.

/** A row of Prisma's _prisma_migrations table. */
export interface Recorded {
  migration_name: string;
  finished_at: unknown;
  rolled_back_at: unknown;
}

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** A database under an exclusive migration lock: other processes that want to migrate wait. */
export interface MigrationRecord {
  list(): Promise<Recorded[]>;
  /** Called before a database with data is changed. Returns the path of the copy, or null if none is made. */
  keepCopy(name: string): Promise<string | null>;
  /** Runs a migration's SQL and records it. */
  apply(migration: Migration): Promise<void>;
  /** Number of foreign keys without their row. */
  countBroken(): Promise<number>;
}

/** Runs `work` in one transaction under the migration lock. */
export type WithRecord = <T>(work: (record: MigrationRecord) => Promise<T>) => Promise<T>;

/** The format in which Prisma writes times to SQLite. */
export const timestamp = () => new Date().toISOString().replace("Z", "+00:00");
