import type { Prisma, PrismaClient } from "../generated/sqlite/client";

/** What a query needs: the client itself, or a transaction's. Both databases' clients are alike. */
export type DatabaseClient = Prisma.TransactionClient;

/** Hears how long the database took for one statement, in milliseconds. */
export type OnQuery = (milliseconds: number) => void;

/** What differs from one database to the other. */
export interface Engine {
  client: PrismaClient;
  /**
   * Runs `work` in a transaction, as if no other ran meanwhile. Where another came between nevertheless, it is undone and
   * run again from its beginning.
   */
  transact<T>(work: (db: DatabaseClient) => Promise<T>): Promise<T>;
  /** Runs `work` on the database as it is now, whatever is written meanwhile; it may take its time, and writes nothing. */
  snapshot<T>(work: (db: DatabaseClient) => Promise<T>): Promise<T>;
  /**
   * Within a transaction: has the other processes told of a change as soon as it stands. Gives what waits, after commit,
   * until they have heard of it.
   */
  announce(db: DatabaseClient, change: Change): Promise<() => Promise<void>>;
  /** Whether another process has written since this was last asked, as far as can be told at once. */
  isBehind(): boolean;
  /** Begins to hear what other processes announce. `lost` is called where something may have gone unheard. */
  listen(heard: (change: Change) => void, lost: () => void): Promise<void>;
  /** After this long, no transaction can still bring a change with a lower id than one that is known. */
  settlesAfterMs: number;
  close(): Promise<void>;
}

/** What one transaction changed: the keys of what pages show. */
export interface Change {
  id: number;
  keys: string[];
}
