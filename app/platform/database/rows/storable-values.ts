import type { SqlDriverAdapter, SqlQueryable } from "@prisma/driver-adapter-utils";
import { storableText } from "../../storable-text";

/** Makes every text that is sent to the database storable in both databases, so that SQLite's data can be
 *  copied to PostgreSQL. Changes the adapter in place and returns it. */
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
