// The one way to the database: a client for reading, and transactions that say what they changed.

import { EventEmitter } from "node:events";
import { Prisma } from "../generated/sqlite/client";
import { ChangeFeed, type ChangeListener } from "./change-feed.server";
import type { DatabaseClient, OnQuery } from "./engine";
import { kindOf } from "./kinds.server";

export { Prisma } from "../generated/sqlite/client";
export type { DatabaseClient } from "./engine";
export { databaseFile } from "./url";

/** Whether a write was refused because a row with the same unique value stands already. Prisma's P2002. */
export const isUniqueViolation = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";

/** One transaction. `invalidate` takes the cache tags of what changes: pages that show it are made anew after the commit. */
export interface Transaction {
  db: DatabaseClient;
  invalidate(...keys: string[]): void;
}

export interface Database extends DatabaseClient {
  /**
   * Runs `work` in one transaction, all or nothing, and as if no other ran meanwhile; afterwards tells who listens what it
   * changed. It may be run again from its beginning, so it keeps nothing outside. Within it, write through `tx.db` alone:
   * the database itself would wait for the end of the very transaction that waits for it.
   */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Runs `work` on the database as it is now, whatever is written meanwhile; it may take its time, and writes nothing. */
  snapshot<T>(work: (db: DatabaseClient) => Promise<T>): Promise<T>;
  /** `listener` hears the keys of each transaction that changed something, once, after commit; "everything" is any key. */
  onChange(listener: ChangeListener): void;
  /** From here on, `listener`s hear what other processes change too. */
  followOthers(): Promise<void>;
  /** Has heard what others have committed until now, as far as can be known. Undefined where there is nothing to wait for. */
  catchUp(): Promise<void> | undefined;
  close(): Promise<void>;
}

/** Opens the database at an address. The schema is migrate()'s concern. */
export function openDatabase(url: string, { onQuery }: { onQuery?: OnQuery } = {}): Database {
  const engine = kindOf(url).open(url, onQuery);
  const changes = new EventEmitter();
  const feed = new ChangeFeed(engine, (keys) => changes.emit("change", keys));

  return Object.assign(engine.client as DatabaseClient, {
    async write<T>(work: (tx: Transaction) => Promise<T>) {
      const { result, change, heard } = await engine.transact(async (db) => {
        const keys = new Set<string>();
        const invalidate = (...more: string[]) => {
          for (const key of more) keys.add(key);
        };
        const result = await work({ db, invalidate });
        if (keys.size === 0) return { result, change: null };
        const change = await leaveChange(db, [...keys]);
        return { result, change, heard: await engine.announce(db, change) };
      });
      if (change) feed.hear(change);
      // Whoever is told that this stands may ask another process for it next.
      await heard?.();
      return result;
    },
    snapshot: <T>(work: (db: DatabaseClient) => Promise<T>) => engine.snapshot(work),
    onChange: (listener: ChangeListener) => void changes.on("change", listener),
    followOthers: () => feed.begin(),
    catchUp: () => feed.catchUp(),
    async close() {
      feed.close();
      await engine.close();
    },
  });
}

async function leaveChange(db: DatabaseClient, keys: string[]) {
  const { id } = await db.change.create({
    data: { keys: keys.join(" "), at: new Date() },
    select: { id: true },
  });
  return { id, keys };
}
