// The one way to the database: a client for reading, and transactions that say what they changed.

import { EventEmitter } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { Prisma, PrismaClient } from "./generated/client";
import { SqliteAdapter } from "./sqlite-adapter.server";

export { Prisma } from "./generated/client";

/** Whether a write was refused because a row with the same unique value stands already. Prisma's P2002. */
export const isUniqueViolation = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";

/** What a query needs: the client itself, or a transaction's. */
export type Reader = Prisma.TransactionClient;

/** One transaction. `changed` names what a page may show (platform/page-key.ts), so that pages are forgotten on commit. */
export interface Writer {
  db: Reader;
  changed(...keys: string[]): void;
}

export interface Database extends Reader {
  /**
   * Runs `work` in one transaction, all or nothing; afterwards tells who listens what it changed. Within it, write through
   * `tx.db` alone: the database itself would wait for the end of the very transaction that waits for it.
   */
  write<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
  /** `listener` hears the keys of each transaction that changed something, once, after commit. */
  onChange(listener: (keys: ReadonlySet<string>) => void): void;
  close(): Promise<void>;
}

/** Waiting for a turn to write may take as long as the longest queue of writers; the work itself may not. */
const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };

export function databaseFile(url: string): string {
  return path.resolve(url.replace(/^file:/, ""));
}

/** Opens the database at a `file:` address, making its folder. The schema is migrate()'s concern. */
export function openDatabase(url: string): Database {
  mkdirSync(path.dirname(databaseFile(url)), { recursive: true });
  const client = new PrismaClient({
    adapter: new SqliteAdapter({ url: `file:${databaseFile(url)}` }),
    transactionOptions: TRANSACTION,
  });
  const changes = new EventEmitter();

  return Object.assign(client, {
    async write<T>(work: (tx: Writer) => Promise<T>) {
      const keys = new Set<string>();
      const changed = (...more: string[]) => {
        for (const key of more) keys.add(key);
      };
      const result = await client.$transaction((db) => work({ db, changed }));
      if (keys.size > 0) changes.emit("change", keys);
      return result;
    },
    onChange: (listener: (keys: ReadonlySet<string>) => void) => void changes.on("change", listener),
    close: () => client.$disconnect(),
  });
}
