// The PostgreSQL engine, for any number of processes on any number of machines.

import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { PrismaClient as PostgresClient } from "../../generated/postgresql/client";
import type { PrismaClient } from "../../generated/sqlite/client";
import type { Change, DatabaseClient, Engine, OnQuery } from "../engine";
import { SNAPSHOT, TRANSACTION } from "../transaction";
import { isUniqueViolation } from "../unique-violation.server";
import { PostgresAdapter } from "./adapter.server";

/** Connections per process. PostgreSQL allows a hundred in all by default, and fewer than ten keep one core
 *  busy. */
const CONNECTIONS = 10;
/** Timeout for connecting, and for waiting for a free connection. */
const CONNECT_TIMEOUT_MS = TRANSACTION.maxWait;
/** From the second try a transaction runs alone; only statements outside transactions can still conflict with
 *  it. */
const MAX_TRIES = 6;
const RETRY_PAUSE_MS = 10;
const RELISTEN_PAUSE_MS = 500;

const CHANNEL = "longtable_changes";
/** Channel on which processes confirm that they have heard of a change. */
const HEARD_CHANNEL = "longtable_heard";
/** The application_name of connections that listen, by which they are counted. */
const LISTENER = "longtable listener";
/** Other processes hear of a change within milliseconds. A hanging process delays a writer at most this
 *  long. */
const HEARD_LIMIT_MS = 500;
/** PostgreSQL limits a notification to 8,000 bytes. Longer ones carry only the id. */
const MAX_NOTIFICATION_CHARS = 7_000;

/** Opens the database at a `postgresql:` address. Connects with the first query. */
export function openPostgres(url: string, onQuery?: OnQuery): Engine {
  const postgres = new PostgresClient({
    adapter: new PostgresAdapter(onQuery, {
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: "longtable",
    }),
    transactionOptions: TRANSACTION,
  });
  const client = postgres as unknown as PrismaClient;
  const listener = new Listener(url);

  return {
    client,
    transact: (work) =>
      untilPlaced((turn) =>
        client.$transaction(async (db) => {
          await db.$executeRawUnsafe(turn);
          return work(db as DatabaseClient);
        }),
      ),
    // At the level Serializable, this transaction's reads could make writers fail.
    snapshot: (work) =>
      postgres.$transaction(async (db) => {
        await db.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`;
        return work(db as unknown as DatabaseClient);
      }, SNAPSHOT),
    async announce(db, { id, keys }) {
      const message = `${id} ${keys.join(" ")}`;
      const notification = message.length > MAX_NOTIFICATION_CHARS ? String(id) : message;
      const [row] = await db.$queryRaw<{ others: number }[]>`
        SELECT pg_notify(${CHANNEL}, ${notification})::text,
          (SELECT count(*)::int FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = ${LISTENER}) AS others`;
      return listener.expectHeard(id, (row?.others ?? 0) - listener.count);
    },
    isBehind: () => false,
    listen: (heard, lost) => listener.listen(heard, lost),
    // No transaction lives longer than this.
    settlesAfterMs: TRANSACTION.maxWait + TRANSACTION.timeout,
    async close() {
      await listener.close();
      await client.$disconnect();
    },
  };
}

/** Whether a transaction failed because of a conflict with a concurrent one (Prisma's P2034). */
const cameBetween = (error: unknown) =>
  error instanceof Error &&
  ("code" in error && error.code === "P2034"
    ? true
    : /TransactionWriteConflict|could not serialize access|deadlock detected/.test(error.message));

/** How a transaction begins. The first try runs beside others. After a conflict it takes an exclusive lock:
 *  it waits for running transactions, and new ones wait for it, so that many transactions on the same rows
 *  don't fail each other for ever. LOCK is the only statement that may run before a transaction takes its
 *  snapshot, and nobody writes to this table while the site runs. Prisma's option for the level would send it apart. */
const beginning = (lock: string) =>
  `SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; LOCK TABLE "_prisma_migrations" IN ${lock} MODE`;
const BESIDE_OTHERS = beginning("ROW SHARE");
const ALONE = beginning("EXCLUSIVE");

async function untilPlaced<T>(transaction: (turn: string) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction(tries === 1 ? BESIDE_OTHERS : ALONE);
    } catch (error) {
      // A row that another transaction added beside it: read again, it is there, or the mistake is the caller's.
      const mayBeBeside = cameBetween(error) || (tries === 1 && isUniqueViolation(error));
      if (!mayBeBeside || tries === MAX_TRIES) throw error;
      await pause(Math.random() * RETRY_PAUSE_MS);
    }
  }
}

/** Listens for notifications on its own connection, and reconnects if that breaks. */
class Listener {
  #client: pg.Client | undefined;
  /** False in a command, which shows no pages and asks no other process. */
  #listens = false;
  #closed = false;
  /** For each change that a writer here waits for: called for each process that confirms it. */
  readonly #waiting = new Map<number, () => void>();

  constructor(private readonly url: string) {}

  /** Number of this process's listening connections: one, or none while it is broken. */
  get count(): number {
    return this.#client ? 1 : 0;
  }

  async listen(heard: (change: Change) => void, lost: () => void): Promise<void> {
    this.#listens = true;
    const client = new pg.Client({
      connectionString: this.url,
      application_name: LISTENER,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    client.on("notification", ({ channel, payload = "" }) => {
      const [id, ...keys] = payload.split(" ");
      if (channel === HEARD_CHANNEL) return this.#waiting.get(Number(id))?.();
      if (keys.length > 0) heard({ id: Number(id), keys });
      else lost();
      this.#say(client, Number(id));
    });
    // Without a handler, the error would end the process.
    client.on("error", () => {});
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}; LISTEN ${HEARD_CHANNEL}`);
    this.#client = client;
    // Only now: a failed try ends as well, and is repeated by whoever made it.
    client.once("end", () => {
      this.#client = undefined;
      if (!this.#closed) void this.#listenAgain(heard, lost);
    });
  }

  /** Counts confirmations of a change from now on. Returns a function that waits until `others` have
   *  confirmed, or for HEARD_LIMIT_MS. */
  expectHeard(id: number, others: number): () => Promise<void> {
    // Without a listening connection no confirmation would ever arrive.
    if (others <= 0 || !this.#listens) return async () => {};
    let left = others;
    const all = new Promise<void>((resolve) => {
      this.#waiting.set(id, () => {
        left--;
        if (left === 0) resolve();
      });
    });
    // Removes the entry of a transaction that was rolled back, which nobody waits for.
    setTimeout(() => this.#waiting.delete(id), TRANSACTION.timeout).unref();
    return async () => {
      await Promise.race([all, pause(HEARD_LIMIT_MS, undefined, { ref: false })]);
      this.#waiting.delete(id);
    };
  }

  #say(client: pg.Client, id: number) {
    // A process doesn't confirm its own changes.
    if (this.#waiting.has(id)) return;
    client.query("SELECT pg_notify($1, $2)", [HEARD_CHANNEL, String(id)]).catch(() => {});
  }

  async #listenAgain(heard: (change: Change) => void, lost: () => void) {
    while (!this.#closed) {
      lost();
      await pause(RELISTEN_PAUSE_MS, undefined, { ref: false });
      if (this.#closed) return;
      try {
        await this.listen(heard, lost);
        return lost();
      } catch {
        // Still unreachable: the queries themselves report it.
      }
    }
  }

  async close() {
    this.#closed = true;
    await this.#client?.end();
  }
}
