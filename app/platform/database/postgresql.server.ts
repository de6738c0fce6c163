// PostgreSQL: any number of processes, on any number of machines.

import { setTimeout as pause } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { PrismaClient as PostgresClient } from "../generated/postgresql/client";
import type { PrismaClient } from "../generated/sqlite/client";
import type { Change, Engine, OnQuery, Reader } from "./engine";
import { timeQueries } from "./query-time";
import { TRANSACTION } from "./transaction";

/** Of one process. PostgreSQL takes a hundred in all unless told otherwise, and a process keeps one core busy with fewer. */
const CONNECTIONS = 10;
/** A database that doesn't answer within this is down. */
const CONNECT_TIMEOUT_MS = 5_000;
/** A transaction that others keep coming between is tried again for this long. */
const RETRY_LIMIT_MS = 10_000;
const RETRY_PAUSE_MS = 8;
const MAX_RETRY_PAUSE_MS = 250;
const RELISTEN_PAUSE_MS = 500;

const CHANNEL = "longtable_changes";
/** PostgreSQL takes less than 8,000 bytes in one notification. What is longer is looked up. */
const MAX_NOTIFICATION_CHARS = 7_000;

/** Opens the database at a `postgresql:` address. It is connected to when it is first asked. */
export function openPostgres(url: string, onQuery?: OnQuery): Engine {
  const client = new PostgresClient({
    adapter: new TimedPg(onQuery, {
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: "longtable",
    }),
    transactionOptions: { ...TRANSACTION, isolationLevel: "Serializable" },
  }) as unknown as PrismaClient;
  const listener = new Listener(url);

  return {
    client,
    transact: (work) => whileOthersComeBetween(() => client.$transaction((db) => work(db as Reader))),
    async announce(db, { id, keys }) {
      const message = `${id} ${keys.join(" ")}`;
      const notification = message.length > MAX_NOTIFICATION_CHARS ? String(id) : message;
      await db.$queryRaw`SELECT pg_notify(${CHANNEL}, ${notification})::text`;
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
    return timeQueries((await super.connect()) as SqlDriverAdapter, this.onQuery) as Awaited<
      ReturnType<PrismaPg["connect"]>
    >;
  }
}

/** Prisma's P2034: PostgreSQL could not place this transaction before or after another that ran at the same time. */
const cameBetween = (error: unknown) =>
  error instanceof Error &&
  ("code" in error && error.code === "P2034"
    ? true
    : /TransactionWriteConflict|could not serialize access|deadlock detected/.test(error.message));

async function whileOthersComeBetween<T>(transaction: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + RETRY_LIMIT_MS;
  for (let tries = 0; ; tries++) {
    try {
      return await transaction();
    } catch (error) {
      if (!cameBetween(error) || performance.now() > deadline) throw error;
      // Those who met try again at different moments.
      await pause(Math.random() * Math.min(MAX_RETRY_PAUSE_MS, RETRY_PAUSE_MS * 2 ** tries));
    }
  }
}

/** Hears notifications on a connection of its own, and connects again when that breaks. */
class Listener {
  #client: pg.Client | undefined;
  #closed = false;

  constructor(private readonly url: string) {}

  async listen(heard: (change: Change) => void, lost: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: "longtable listener",
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    client.on("notification", ({ payload = "" }) => {
      const [id, ...keys] = payload.split(" ");
      if (keys.length > 0) heard({ id: Number(id), keys });
      else lost();
    });
    // Unheard, its error would end the process.
    client.on("error", () => {});
    client.once("end", () => {
      if (!this.#closed) void this.#listenAgain(heard, lost);
    });
    await client.connect();
    this.#client = client;
    await client.query(`LISTEN ${CHANNEL}`);
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
