import type { SqlDriverAdapter, SqlQueryable } from "@prisma/driver-adapter-utils";
import { storableText } from "../storable-text";

/**
 * Has every text that reaches the database, to be kept or looked for, be one that each database holds: so what is written on SQLite can
 * be copied to PostgreSQL, and neither refuses what the other takes. Changes the adapter in its place, and gives it back.
 */
export function keepStorable<A extends SqlDriverAdapter>(adapter: A): A {
  clean(adapter);
  const begin = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => {
    const transaction = await begin(isolationLevel);
    clean(transaction);
    return transaction;
  };
  return adapter;
}

function clean(queryable: SqlQueryable) {
  const query = queryable.queryRaw.bind(queryable);
  const execute = queryable.executeRaw.bind(queryable);
  queryable.queryRaw = (statement) => query({ ...statement, args: statement.args.map(storable) });
  queryable.executeRaw = (statement) => execute({ ...statement, args: statement.args.map(storable) });
}

const storable = (value: unknown): unknown =>
  typeof value === "string" ? storableText(value) : Array.isArray(value) ? value.map(storable) : value;
