// What migrating asks of a database.

/** A row of Prisma's own record. */
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

/** A database that is being migrated, alone: other processes that would do the same wait. */
export interface MigrationRecord {
  list(): Promise<Recorded[]>;
  /** Before a database that holds something is changed. Gives where its copy is, or null where none is made. */
  keepCopy(name: string): Promise<string | null>;
  /** Applies a migration and records it. */
  apply(migration: Migration): Promise<void>;
  /** References between tables that lead nowhere. */
  countBroken(): Promise<number>;
}

/** Runs `work` in one transaction, and alone. */
export type WithRecord = <T>(work: (record: MigrationRecord) => Promise<T>) => Promise<T>;

/** As Prisma writes it. */
export const timestamp = () => new Date().toISOString().replace("Z", "+00:00");
