// Prisma's own adapter has one connection per client: queries of other requests run inside whichever
// transaction is open, and are rolled back with it. This adapter has a separate connection for reads and a
// queue for writes. A transaction takes the write lock when it begins, so that what it has read is still true
// when it writes.

import { setTimeout as pause } from "node:timers/promises";
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type BetterSqlite3 from "better-sqlite3";
import type { OnQuery } from "../engine";
import { timeQueries } from "../query-time";
import { keepStorable } from "../rows/storable-values";
import { ADAPTER, connectSqlite } from "./connection.server";
import type { OpenTransaction } from "./raw-statements.server";

/** synchronous = NORMAL in WAL mode: a commit survives a crash of the process; a power failure may undo
 *  commits since the last checkpoint, but never corrupts the file. FULL would cost an fsync for each
 *  comment. */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA foreign_keys = ON;
  PRAGMA cache_size = -16000;
  PRAGMA temp_store = MEMORY;
`;

/** SQLite's own busy wait blocks the whole process, including readers. So it waits briefly, and the rest of
 *  the wait is between attempts, while other work goes on. */
const BUSY_TIMEOUT_MS = 25;
const BUSY_PAUSE_MS = 10;
/** A process that holds the lock longer than this is stuck. */
const BUSY_LIMIT_MS = 10_000;

/** Time for SQLite to recover after a process was killed. */
const READER_BUSY_TIMEOUT_MS = 5_000;

export interface SqliteAdapter extends SqlDriverAdapterFactory {
  /** Changes with every commit of another process, but not with this one's. Undefined before the first
   *  query. */
  dataVersion(): unknown;
  /** The transaction that has begun and not ended. There is one at a time. */
  openTransaction(): OpenTransaction | undefined;
  /** The connections, for statements outside transactions. Undefined before the first query. */
  connections(): SqlQueryable | undefined;
}

export function createSqliteAdapter(file: string, onQuery?: OnQuery): SqliteAdapter {
  let readDataVersion: () => unknown = () => undefined;
  let readOpen: () => OpenTransaction | undefined = () => undefined;
  let connections: SqlQueryable | undefined;
  return {
    ...ADAPTER,
    dataVersion: () => readDataVersion(),
    openTransaction: () => readOpen(),
    connections: () => connections,
    async connect() {
      const { adapter, client, openTransaction } = connectBoth(file, onQuery);
      readOpen = openTransaction;
      connections = adapter;
      const version = client.prepare("PRAGMA data_version").pluck();
      readDataVersion = () => version.get();
      return adapter;
    },
  };
}

/** A read-only connection for a snapshot of the whole site. */
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
): {
  adapter: SqlDriverAdapter;
  client: BetterSqlite3.Database;
  openTransaction: () => OpenTransaction | undefined;
} {
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
  let open: OpenTransaction | undefined;

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
        const own: OpenTransaction = {
          queryable: transaction,
          isOver: () => open !== own || !writer.client.inTransaction,
        };
        open = own;
        return releasing(transaction, writer.client, () => {
          open = undefined;
          release();
        });
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
  return { adapter, client: writer.client, openTransaction: () => open };
}

/** Gives the turn back however the transaction ends, and never leaves a transaction open. */
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

/** A queue with one turn at a time, in order. Resolves to the function that ends the turn. */
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

/** SQLITE_BUSY as the adapter maps it. */
const isBusy = (error: unknown) =>
  error instanceof Error && (error as { cause?: { kind?: string } }).cause?.kind === "SocketTimeout";

const isRead = ({ sql }: SqlQuery) => /^\s*(SELECT|EXPLAIN)\b/i.test(sql);
