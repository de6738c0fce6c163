// The only access to the database: a client for reading, and transactions that name what they change.

import { EventEmitter } from "node:events";
import { ChangeFeed, type ChangeListener } from "./change-feed.server";
import type { DatabaseClient, OnQuery } from "./engine";
import { kindOf } from "./kinds.server";
import { insertRow } from "./rows/row-statements.server";

export { Prisma } from "../generated/sqlite/client";
export type { DatabaseClient } from "./engine";
export { databaseFile } from "./url";

/** One transaction. `invalidate` takes the cache tags of what it changes; pages with these tags are rendered
 *  again after the commit. */
export interface Transaction {
  db: DatabaseClient;
  invalidate(...keys: string[]): void;
  /** Names what readers may find by other words now: the search's index has them with the commit. For posts, people, tags and series
   *  their cache tags do so too. */
  reindex(kind: IndexedKind, ...ids: number[]): void;
}

export type IndexedKind = "post" | "comment" | "person" | "tag" | "series";

/** What a transaction changed. */
export interface Changed {
  keys: ReadonlySet<string>;
  reindexed: ReadonlyMap<IndexedKind, ReadonlySet<number>>;
}

export interface Database extends DatabaseClient {
  /** Runs `work` in a serializable transaction, and after the commit tells listeners what changed. `work` may
   *  run more than once, so it must not change anything outside. Inside, write only through `tx.db`: the
   *  database client would wait for the end of this same transaction. */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Runs `work` on a consistent, read-only snapshot. It may take long and blocks no writers. */
  snapshot<T>(work: (db: DatabaseClient) => Promise<T>): Promise<T>;
  /** `listener` gets the cache tags of each transaction that changed something, once, after its commit;
   *  "everything" stands for all tags. */
  onChange(listener: ChangeListener): void;
  /** From now on listeners also get the changes of other processes. */
  followOthers(): Promise<void>;
  /** Resolves once everything is heard that other processes have committed, as far as this can be known.
   *  Undefined if there is nothing to wait for. */
  catchUp(): Promise<void> | undefined;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  onQuery?: OnQuery;
  /** Called last in each transaction that changed something. */
  beforeCommit?(tx: Transaction, changed: Changed): Promise<void>;
}

/** Opens the database at an address. Call migrate() first: the schema isn't touched here. */
export function openDatabase(url: string, { onQuery, beforeCommit }: DatabaseOptions = {}): Database {
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
        const reindexed = new Map<IndexedKind, Set<number>>();
        const reindex = (kind: IndexedKind, ...ids: number[]) =>
          void reindexed.set(kind, new Set([...(reindexed.get(kind) ?? []), ...ids]));
        const tx = { db, invalidate, reindex };
        const result = await work(tx);
        if (keys.size + reindexed.size > 0) await beforeCommit?.(tx, { keys, reindexed });
        if (keys.size === 0) return { result, change: null };
        const change = await leaveChange(db, [...keys]);
        return { result, change, heard: await engine.announce(db, change) };
      });
      if (change) feed.hear(change);
      // The caller may go on to ask another process, which must know of the change by then.
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
  return { id: await insertRow(db, "Change", { keys: keys.join(" "), at: new Date() }), keys };
}
