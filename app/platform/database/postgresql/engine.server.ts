// PostgreSQL: any number of processes, on any number of machines.

import { setTimeout as pause } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { PrismaClient as PostgresClient } from "../../generated/postgresql/client";
import type { PrismaClient } from "../../generated/sqlite/client";
import type { Change, DatabaseClient, Engine, OnQuery } from "../engine";
import { timeQueries } from "../query-time";
import { keepStorable } from "../storable-values";
import { SNAPSHOT, TRANSACTION } from "../transaction";

/** Of one process. PostgreSQL takes a hundred in all unless told otherwise, and a process keeps one core busy with fewer. */
const CONNECTIONS = 10;
/** A database that doesn't answer within this is down. Whoever waits for one of the connections waits as long at most. */
const CONNECT_TIMEOUT_MS = TRANSACTION.maxWait;
/** The second try is alone among transactions; only single statements outside any can come between still. */
const MAX_TRIES = 6;
const RETRY_PAUSE_MS = 10;
const RELISTEN_PAUSE_MS = 500;

const CHANNEL = "longtable_changes";
/** On which processes say that they have heard of a change. */
const HEARD_CHANNEL = "longtable_heard";
/** The name under which PostgreSQL lists the connections of those who listen. */
const LISTENER = "longtable listener";
/** Others hear within a few milliseconds. One that hangs may delay a writer by this much, and not for ever. */
const HEARD_LIMIT_MS = 500;
/** PostgreSQL takes less than 8,000 bytes in one notification. What is longer is looked up. */
const MAX_NOTIFICATION_CHARS = 7_000;

/** Opens the database at a `postgresql:` address. It is connected to when it is first asked. */
export function openPostgres(url: string, onQuery?: OnQuery): Engine {
  const postgres = new PostgresClient({
    adapter: new TimedPg(onQuery, {
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: "longtable",
    }),
    transactionOptions: { ...TRANSACTION, isolationLevel: "Serializable" },
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
    // Serializable would have writers fail for what is merely read.
    snapshot: (work) =>
      postgres.$transaction(
        async (db) => {
          await db.$executeRaw`SET TRANSACTION READ ONLY`;
          return work(db as unknown as DatabaseClient);
        },
        { ...SNAPSHOT, isolationLevel: "RepeatableRead" },
      ),
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

class TimedPg extends PrismaPg {
  constructor(
    private readonly onQuery: OnQuery | undefined,
    options: pg.PoolConfig,
  ) {
    // A connection that breaks while nobody uses it is replaced by the next query; unheard, its error would end the process.
    super(options, { onPoolError: () => {}, onConnectionError: () => {} });
  }

  override async connect() {
    const adapter = (await super.connect()) as SqlDriverAdapter;
    return keepStorable(timeQueries(adapter, this.onQuery)) as Awaited<ReturnType<PrismaPg["connect"]>>;
  }
}

/** Prisma's P2034: PostgreSQL could not place this transaction before or after another that ran at the same time. */
const cameBetween = (error: unknown) =>
  error instanceof Error &&
  ("code" in error && error.code === "P2034"
    ? true
    : /TransactionWriteConflict|could not serialize access|deadlock detected/.test(error.message));

/**
 * How a transaction begins. Most run beside each other. One that others came between has a turn of its own the second time:
 * it waits for those under way, and those that begin wait for it, so that many on the same rows don't fail each other for
 * ever. A lock is the one statement that is run before a transaction's view of the data is settled; the table is one that
 * nobody writes while the site serves.
 */
const BESIDE_OTHERS = 'LOCK TABLE "_prisma_migrations" IN ROW SHARE MODE';
const ALONE = 'LOCK TABLE "_prisma_migrations" IN EXCLUSIVE MODE';

async function untilPlaced<T>(transaction: (turn: string) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction(tries === 1 ? BESIDE_OTHERS : ALONE);
    } catch (error) {
      if (!cameBetween(error) || tries === MAX_TRIES) throw error;
      await pause(Math.random() * RETRY_PAUSE_MS);
    }
  }
}

/** Hears notifications on a connection of its own, and connects again when that breaks. */
class Listener {
  #client: pg.Client | undefined;
  #closed = false;
  /** For each change that a writer here waits for, what to call when one more process has heard of it. */
  readonly #waiting = new Map<number, () => void>();

  constructor(private readonly url: string) {}

  /** How many of the connections that listen are ours: one, or none while it is broken. */
  get count(): number {
    return this.#client ? 1 : 0;
  }

  async listen(heard: (change: Change) => void, lost: () => void): Promise<void> {
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
    // Unheard, its error would end the process.
    client.on("error", () => {});
    client.once("end", () => {
      this.#client = undefined;
      if (!this.#closed) void this.#listenAgain(heard, lost);
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}; LISTEN ${HEARD_CHANNEL}`);
    this.#client = client;
  }

  /** From now on counts who has heard of a change. Gives what waits until so many have, or until it takes too long. */
  expectHeard(id: number, others: number): () => Promise<void> {
    if (others <= 0) return async () => {};
    let left = others;
    const all = new Promise<void>((resolve) => {
      this.#waiting.set(id, () => {
        left--;
        if (left === 0) resolve();
      });
    });
    // A transaction that is undone is never waited for.
    setTimeout(() => this.#waiting.delete(id), TRANSACTION.timeout).unref();
    return async () => {
      await Promise.race([all, pause(HEARD_LIMIT_MS, undefined, { ref: false })]);
      this.#waiting.delete(id);
    };
  }

  #say(client: pg.Client, id: number) {
    // One of our own is heard of when it stands: nobody waits for us.
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
        // Still down: each query says so to whoever asks, and in the log.
      }
    }
  }

  async close() {
    this.#closed = true;
    await this.#client?.end();
  }
}
