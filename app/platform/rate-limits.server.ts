// How often something may be done, counted in the database: by all processes together, and over restarts.

import {
  RateLimiterMemory,
  RateLimiterPrisma,
  RateLimiterRes,
  RateLimiterUnion,
} from "rate-limiter-flexible";
import type { Database } from "./database/database.server";

/** So many in so long. */
export interface Limit {
  /** Tells its counts from those of other limits. */
  name: string;
  points: number;
  seconds: number;
}

export interface RateLimiter {
  /** Counts one for `key` under every limit: 0, or the seconds to wait before the next is allowed. */
  secondsToWait(key: string): Promise<number>;
}

export const UNLIMITED: RateLimiter = { secondsToWait: async () => 0 };

export function createRateLimiter(db: Database, limits: Limit[]): RateLimiter {
  const counters = limits.map((limit) => countInDatabase(db, limit));
  const limiter = new RateLimiterUnion(...counters);

  /** What each limit says that refuses: how long until it no longer does. */
  async function count(key: string): Promise<{ waitMs: number; limit: Limit }[]> {
    try {
      await limiter.consume(key);
      return [];
    } catch (refused) {
      const said = refused as Record<string, unknown>;
      const refusals = limits.flatMap((limit) => {
        const refusal = said[limit.name];
        return refusal instanceof RateLimiterRes ? { waitMs: refusal.msBeforeNext, limit } : [];
      });
      if (refusals.length === 0) throw refused;
      return refusals;
    }
  }

  return {
    async secondsToWait(key) {
      let refusals = await count(key);
      // No wait is longer than its limit: the clock has been set back, and what was counted before tells nothing.
      if (refusals.some(({ waitMs, limit }) => waitMs > limit.seconds * 1000)) {
        await Promise.all(counters.map((counter) => counter.delete(key)));
        refusals = await count(key);
      }
      if (refusals.length === 0) return 0;
      return Math.max(1, ...refusals.map(({ waitMs }) => Math.ceil(waitMs / 1000)));
    },
  };
}

const countInDatabase = (storeClient: Database, { name, points, seconds }: Limit) =>
  new RateLimiterPrisma({
    storeClient,
    tableName: "rateLimit",
    keyPrefix: name,
    points,
    duration: seconds,
    // Pruning is a job here.
    clearExpiredByTimeout: false,
    // Who is over the limit is told so without asking the database again.
    inMemoryBlockOnConsumed: points,
    // While the database can't be asked, what is to be written can't be written either: a count by each process will do.
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
  });

/** Forgets counts whose time is over. */
export async function pruneLimits(db: Pick<Database, "rateLimit">, now: Date): Promise<void> {
  await db.rateLimit.deleteMany({ where: { expire: { lt: now } } });
}

/** What may fail so often: each limit by its name, and a key for each. */
export interface FailureLimiter<Name extends string> {
  /** The seconds to wait under whichever limit is reached; 0 where none is. One query, which counts nothing. */
  secondsToWait(keys: Record<Name, string>): Promise<number>;
  /** Counts one failure under every limit. */
  count(keys: Record<Name, string>): Promise<void>;
}

/** Counts what went wrong, and not what was tried: who gets it right never waits, and costs a single look. */
export function createFailureLimiter<Name extends string>(
  db: Database,
  limits: Record<Name, Limit>,
): FailureLimiter<Name> {
  const names = Object.keys(limits) as Name[];
  const counters = names.map((name) => [name, countInDatabase(db, limits[name])] as const);
  const rowKey = (name: Name, keys: Record<Name, string>) => `${limits[name].name}:${keys[name]}`;
  return {
    async secondsToWait(keys) {
      const rows = await db.rateLimit.findMany({
        where: { key: { in: names.map((name) => rowKey(name, keys)) } },
      });
      const waits = names.map((name) => {
        const { points, seconds } = limits[name];
        const row = rows.find(({ key }) => key === rowKey(name, keys));
        const left = ((row?.expire?.getTime() ?? 0) - Date.now()) / 1000;
        // No wait is longer than its limit: the clock has been set back, and what was counted before tells nothing.
        return row && row.points >= points && left > 0 && left <= seconds ? Math.ceil(left) : 0;
      });
      return Math.max(...waits);
    },
    async count(keys) {
      await Promise.all(counters.map(([name, counter]) => counter.penalty(keys[name])));
    },
  };
}
