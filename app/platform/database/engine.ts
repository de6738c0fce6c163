import type { Prisma, PrismaClient } from "../generated/sqlite/client";

/** The client for queries, either outside or inside a transaction. The clients of both databases have the
 *  same type. */
export type DatabaseClient = Prisma.TransactionClient;

/** Called with the duration of each statement in milliseconds. */
export type OnQuery = (milliseconds: number) => void;

/** The runtime differences between the databases. */
export interface Engine {
  client: PrismaClient;
  /** Runs `work` in a serializable transaction. After a conflict with another transaction it is rolled back
   *  and run again from the start. */
  transact<T>(work: (db: DatabaseClient) => Promise<T>): Promise<T>;
  /** Runs `work` on a consistent, read-only snapshot. It may take long and blocks no writers. */
  snapshot<T>(work: (db: DatabaseClient) => Promise<T>): Promise<T>;
  /** Called within a transaction: tells other processes of a change once it is committed. Returns a function
   *  that waits, after the commit, until they have heard of it. */
  announce(db: DatabaseClient, change: Change): Promise<() => Promise<void>>;
  /** Whether another process has written since the last call, as far as can be told without waiting. */
  isBehind(): boolean;
  /** Starts hearing changes of other processes. `lost` is called if some may have been missed. */
  listen(heard: (change: Change) => void, lost: () => void): Promise<void>;
  /** After this long, no running transaction can still commit a change with a lower id than a known one. */
  settlesAfterMs: number;
  close(): Promise<void>;
}

/** The cache tags that one transaction invalidated. */
export interface Change {
  id: number;
  keys: string[];
}
