// A connection to a SQLite file in the form of Prisma's driver adapter.

import {
  DriverAdapterError,
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlQueryable,
  type Transaction,
} from "@prisma/driver-adapter-utils";
import type BetterSqlite3 from "better-sqlite3";
import Sqlite from "./driver.mjs";
import { asAdapterError } from "./errors";
import { keepStatements } from "./statements.server";
import { columnTypesOf, readRows, writeValue } from "./values";

export const ADAPTER = { provider: "sqlite", adapterName: "longtable-sqlite" } as const;

export interface SqliteConnection extends SqlDriverAdapter {
  readonly client: BetterSqlite3.Database;
}

/** Opens a file, which SQLite creates if it is missing. `settings` are PRAGMAs. `begin` starts transactions;
 *  IMMEDIATE takes the write lock at once. A connection has one transaction at a time, so its users must take
 *  turns. */
export function connectSqlite(
  file: string,
  { settings, begin }: { settings: string; begin: "BEGIN IMMEDIATE" | "BEGIN DEFERRED" },
): SqliteConnection {
  const client = new Sqlite(file);
  client.defaultSafeIntegers(true);
  client.exec(settings);
  const queryable = queryableOn(client);
  const beginning = client.prepare(begin);
  return {
    ...queryable,
    client,
    executeScript: async (script) => asked(() => void client.exec(script)),
    async startTransaction(isolationLevel) {
      refuseOther(isolationLevel);
      asked(() => beginning.run());
      return transactionOn(queryable);
    },
    dispose: async () => void client.close(),
  };
}

function queryableOn(client: BetterSqlite3.Database): SqlQueryable {
  const statement = keepStatements(client);
  const argumentsOf = ({ args, argTypes }: SqlQuery) =>
    args.map((value, index) => writeValue(value, argTypes[index]));
  return {
    ...ADAPTER,
    queryRaw: async (query) =>
      asked(() => {
        const kept = statement(query.sql);
        if (!kept.columns) {
          kept.run(argumentsOf(query));
          return { columnNames: [], columnTypes: [], rows: [] };
        }
        const rows = kept.all(argumentsOf(query));
        const columnTypes = columnTypesOf(kept.columns.declared, rows);
        return { columnNames: kept.columns.names, columnTypes, rows: readRows(columnTypes, rows) };
      }),
    executeRaw: async (query) => asked(() => statement(query.sql).run(argumentsOf(query)).changes),
  };
}

/** Prisma sends COMMIT and ROLLBACK as statements, so these methods do nothing. */
function transactionOn(queryable: SqlQueryable): Transaction {
  const say = async (sql: string) => void (await queryable.executeRaw({ sql, args: [], argTypes: [] }));
  return {
    ...queryable,
    options: { usePhantomQuery: false },
    commit: async () => {},
    rollback: async () => {},
    createSavepoint: (name) => say(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => say(`ROLLBACK TO ${name}`),
    releaseSavepoint: (name) => say(`RELEASE SAVEPOINT ${name}`),
  };
}

/** SQLite has no other isolation level: a caller that asks for a weaker one would wait for more than it
 *  wants. */
function refuseOther(level: IsolationLevel | undefined) {
  if (level && level !== "SERIALIZABLE")
    throw new DriverAdapterError({ kind: "InvalidIsolationLevel", level });
}

function asked<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asAdapterError(error);
  }
}
