// Prisma's adapter for PostgreSQL. A transaction begins on a connection that is still open.

import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type pg from "pg";
import type { OnQuery } from "../engine";
import { timeQueries } from "../query-time";
import { keepStorable } from "../rows/storable-values";

type PgAdapter = Awaited<ReturnType<PrismaPg["connect"]>>;

export class PostgresAdapter extends PrismaPg {
  readonly #onQuery: OnQuery | undefined;
  readonly #connections: number;

  constructor(onQuery: OnQuery | undefined, options: pg.PoolConfig & { max: number }) {
    // A connection that breaks while idle is replaced by the next query. Without these handlers its error
    // would end the process.
    super(options, { onPoolError: () => {}, onConnectionError: () => {} });
    this.#onQuery = onQuery;
    this.#connections = options.max;
  }

  override async connect(): Promise<PgAdapter> {
    const adapter: SqlDriverAdapter = retryBegin(await super.connect(), this.#connections);
    return keepStorable(timeQueries(adapter, this.#onQuery)) as PgAdapter;
  }
}

/**
 * Retries a transaction whose BEGIN failed because PostgreSQL had closed the connection. When it restarts, it
 * closes the connections that are idle in the pool, and the pool may hand one out before it notices. Nothing
 * was written then. A later error is the caller's: once COMMIT is sent, its outcome is unknown.
 */
function retryBegin(adapter: SqlDriverAdapter, connections: number): SqlDriverAdapter {
  const begin = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => {
    // Each failed try removes a closed connection from the pool, so the last try opens a new one.
    for (let closed = 0; ; closed++) {
      try {
        return await begin(isolationLevel);
      } catch (error) {
        if (closed === connections || !wasClosed(error)) throw error;
      }
    }
  };
  return adapter;
}

/** The codes and messages of PostgreSQL, the adapter and the driver for a closed connection. */
const CLOSED =
  /^(57P0[12]|08\w{3}|ConnectionClosed|EPIPE)$|^Connection terminated unexpectedly|connection error and is not queryable/;

/** Whether an open connection was closed. A connection that can't be opened is not retried: the database is down. */
function wasClosed(error: unknown): boolean {
  const { message, code, cause } = error as { message?: string; code?: string; cause?: unknown };
  const { kind, originalCode } = (cause ?? {}) as { kind?: string; originalCode?: string };
  return [message, code, kind, originalCode].some((word) => word !== undefined && CLOSED.test(word));
}
