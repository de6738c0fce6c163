// The stock adapter gives a whole client one connection, on which another request's query runs inside whichever transaction
// happens to be open, and is undone with it. Here reads have a connection of their own, writes stand in one queue, and a
// transaction takes the write lock when it begins, so that what it read is still true when it writes.

import { setTimeout as pause } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlQuery, Transaction } from "@prisma/driver-adapter-utils";
import type BetterSqlite3 from "better-sqlite3";
import type { OnQuery } from "./engine";
import { timeQueries } from "./query-time";
import { keepStatements } from "./sqlite-statements.server";
import { keepStorable } from "./storable-values";

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

/** What the stock adapter keeps inside; its version is pinned, and tests/platform/database/database.test.ts leans on it. */
type StockAdapter = SqlDriverAdapter & { client: BetterSqlite3.Database; onError(error: unknown): never };

export class SqliteAdapter extends PrismaBetterSqlite3 {
  #readDataVersion: () => unknown = () => undefined;

  constructor(
    options: ConstructorParameters<typeof PrismaBetterSqlite3>[0],
    private readonly onQuery?: OnQuery,
  ) {
    super(options);
  }

  /** Changes with every commit of another process, and with none of ours. Undefined before the first query. */
  dataVersion(): unknown {
    return this.#readDataVersion();
  }

  override async connect(): Promise<SqlDriverAdapter> {
    const writer = keepStorable(timeQueries((await super.connect()) as StockAdapter, this.onQuery));
    writer.client.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; ${SETTINGS}`);
    const reader = keepStorable(timeQueries((await super.connect()) as StockAdapter, this.onQuery));
    reader.client.exec(`PRAGMA busy_timeout = 5000; ${SETTINGS} PRAGMA query_only = ON;`);
    const version = writer.client.prepare("PRAGMA data_version").pluck();
    this.#readDataVersion = () => version.get();
    const takeTurn = createQueue();
    // startTransaction() below has begun by the time that the stock one says BEGIN.
    const begin = writer.client.prepare("BEGIN IMMEDIATE");
    const [read, write] = [keepStatements(reader.client), keepStatements(writer.client)];
    reader.client.prepare = read as unknown as typeof reader.client.prepare;
    writer.client.prepare = ((sql: string) =>
      sql === "BEGIN" ? { run() {} } : write(sql)) as unknown as typeof writer.client.prepare;

    async function alone<T>(work: () => Promise<T>): Promise<T> {
      const release = await takeTurn();
      try {
        return await whenNotBusy(work);
      } finally {
        release();
      }
    }

    return {
      provider: writer.provider,
      adapterName: writer.adapterName,
      queryRaw: (query) => (isRead(query) ? reader.queryRaw(query) : alone(() => writer.queryRaw(query))),
      executeRaw: (query) => alone(() => writer.executeRaw(query)),
      executeScript: (script) => alone(() => writer.executeScript(script)),
      async startTransaction(isolationLevel) {
        const release = await takeTurn();
        try {
          await whenNotBusy(async () => {
            try {
              begin.run();
            } catch (error) {
              writer.onError(error);
            }
          });
          return releasing(await writer.startTransaction(isolationLevel), writer.client, release);
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
  }
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

/** How the stock adapter words SQLITE_BUSY. */
const isBusy = (error: unknown) =>
  error instanceof Error && (error as { cause?: { kind?: string } }).cause?.kind === "SocketTimeout";

const isRead = ({ sql }: SqlQuery) => /^\s*(SELECT|EXPLAIN)\b/i.test(sql);
