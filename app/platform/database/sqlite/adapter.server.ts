// Prisma gives a whole client one connection, on which another request's query would run inside whichever transaction happens to be
// open, and be undone with it. Here reads have a connection of their own, writes stand in one queue, and a transaction takes the
// write lock when it begins, so that what it read is still true when it writes.

import { setTimeout as pause } from "node:timers/promises";
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type BetterSqlite3 from "better-sqlite3";
import type { OnQuery } from "../engine";
import { timeQueries } from "../query-time";
import { keepStorable } from "../storable-values";
import { ADAPTER, connectSqlite } from "./connection.server";

/** NORMAL in WAL: a commit survives the death of the process at once, and the loss of power back to the last checkpoint's
 *  fsync, without ever corrupting the file. FULL would cost an fsync a comment. */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA foreign_keys = ON;
  PRAGMA cache_size = -16000;
  PRAGMA temp_store = MEMORY;
`;

/** SQLite's own wait would hold up the whole process, readers included; so it waits this little, and we wait the rest
 *  between tries, doing other work. */
const BUSY_TIMEOUT_MS = 25;
const BUSY_PAUSE_MS = 10;
/** Another process that holds the lock for longer than this is stuck. */
const BUSY_LIMIT_MS = 10_000;

/** A reader waits for as long as SQLite may take to recover what a process that was killed has left. */
const READER_BUSY_TIMEOUT_MS = 5_000;

export interface SqliteAdapter extends SqlDriverAdapterFactory {
  /** Changes with every commit of another process, and with none of ours. Undefined before the first query. */
  dataVersion(): unknown;
}

export function createSqliteAdapter(file: string, onQuery?: OnQuery): SqliteAdapter {
  let readDataVersion: () => unknown = () => undefined;
  return {
    ...ADAPTER,
    dataVersion: () => readDataVersion(),
    async connect() {
      const { adapter, client } = connectBoth(file, onQuery);
      const version = client.prepare("PRAGMA data_version").pluck();
      readDataVersion = () => version.get();
      return adapter;
    },
  };
}

/** One connection that only reads, for whoever looks at a whole site as it is at one moment. */
export const createSnapshotAdapter = (file: string): SqlDriverAdapterFactory => ({
  ...ADAPTER,
  connect: async () =>
    connectSqlite(file, {
      settings: `PRAGMA busy_timeout = ${READER_BUSY_TIMEOUT_MS}; PRAGMA query_only = ON;`,
      begin: "BEGIN DEFERRED",
    }),
});

function connectBoth(
  file: string,
  onQuery?: OnQuery,
): { adapter: SqlDriverAdapter; client: BetterSqlite3.Database } {
  const writer = keepStorable(
    timeQueries(
      connectSqlite(file, {
        settings: `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; ${SETTINGS}`,
        begin: "BEGIN IMMEDIATE",
      }),
      onQuery,
    ),
  );
  const reader = keepStorable(
    timeQueries(
      connectSqlite(file, {
        settings: `PRAGMA busy_timeout = ${READER_BUSY_TIMEOUT_MS}; ${SETTINGS} PRAGMA query_only = ON;`,
        begin: "BEGIN DEFERRED",
      }),
      onQuery,
    ),
  );
  const takeTurn = createQueue();

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    const release = await takeTurn();
    try {
      return await whenNotBusy(work);
    } finally {
      release();
    }
  }

  const adapter: SqlDriverAdapter = {
    ...ADAPTER,
    queryRaw: (query) => (isRead(query) ? reader.queryRaw(query) : alone(() => writer.queryRaw(query))),
    executeRaw: (query) => alone(() => writer.executeRaw(query)),
    executeScript: (script) => alone(() => writer.executeScript(script)),
    async startTransaction(isolationLevel) {
      const release = await takeTurn();
      try {
        const transaction = await whenNotBusy(() => writer.startTransaction(isolationLevel));
        return releasing(transaction, writer.client, release);
      } catch (error) {
        release();
        throw error;
      }
    },
    async dispose() {
      const release = await takeTurn();
      await reader.dispose();
      await writer.dispose();
      release();
    },
  };
  return { adapter, client: writer.client };
}

/** Gives the turn back however the transaction ends, and leaves no transaction open behind it. */
function releasing(transaction: Transaction, client: BetterSqlite3.Database, release: () => void) {
  for (const end of ["commit", "rollback"] as const) {
    const original = transaction[end].bind(transaction);
    transaction[end] = async () => {
      try {
        await original();
      } finally {
        if (client.inTransaction) client.exec("ROLLBACK");
        release();
      }
    };
  }
  return transaction;
}

/** One at a time, in the order asked: resolves to the function that lets the next one in. */
function createQueue() {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    let release = () => {};
    const mine = new Promise<void>((resolve) => {
      release = resolve;
    });
    const before = last;
    last = mine;
    await before;
    return release;
  };
}

async function whenNotBusy<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + BUSY_LIMIT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
      await pause(BUSY_PAUSE_MS);
    }
  }
}

/** What SQLITE_BUSY has become. */
const isBusy = (error: unknown) =>
  error instanceof Error && (error as { cause?: { kind?: string } }).cause?.kind === "SocketTimeout";

const isRead = ({ sql }: SqlQuery) => /^\s*(SELECT|EXPLAIN)\b/i.test(sql);
