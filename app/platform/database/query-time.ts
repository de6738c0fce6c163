import type { SqlDriverAdapter, SqlQueryable } from "@prisma/driver-adapter-utils";
import type { OnQuery } from "./engine";

/** Reports the duration of each statement, also within transactions. Changes the adapter in place and returns
 *  it. */
export function timeQueries<A extends SqlDriverAdapter>(adapter: A, onQuery: OnQuery | undefined): A {
  if (!onQuery) return adapter;
  time(adapter, onQuery);
  const begin = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => {
    const transaction = await begin(isolationLevel);
    time(transaction, onQuery);
    return transaction;
  };
  return adapter;
}

function time(queryable: SqlQueryable, onQuery: OnQuery) {
  const query = queryable.queryRaw.bind(queryable);
  const execute = queryable.executeRaw.bind(queryable);
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const began = performance.now();
    try {
      return await work;
    } finally {
      onQuery(performance.now() - began);
    }
  };
  queryable.queryRaw = (statement) => timed(query(statement));
  queryable.executeRaw = (statement) => timed(execute(statement));
}
