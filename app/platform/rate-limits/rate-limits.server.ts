// Rate limits, counted in the database, so that they hold across processes and restarts.

import { RateLimiterMemory, RateLimiterRes, RateLimiterUnion } from "rate-limiter-flexible";
import type { Database } from "../database/database.server";
import { createCounts, TogetherLimiter } from "./rate-limit-counts.server";

/** At most `points` events in `seconds`. */
export interface Limit {
  /** Prefix of its rows; distinguishes its counts from those of other limits. */
  name: string;
  points: number;
  seconds: number;
}

export interface RateLimiter {
  /** Counts one event for `key` under every limit. Returns 0 if it is allowed, else the seconds until the
   *  next is. */
  secondsToWait(key: string): Promise<number>;
}

export const UNLIMITED: RateLimiter = { secondsToWait: async () => 0 };

export function createRateLimiter(db: Database, limits: Limit[]): RateLimiter {
  const counters = countInDatabase(db, limits);
  const limiter = new RateLimiterUnion(...counters);

  /** Returns each limit that refuses, with its wait. */
  async function count(key: string): Promise<{ waitMs: number; limit: Limit }[]> {
    try {
      await limiter.consume(key);
      return [];
    } catch (refused) {
      // The union of limiters throws what each of them answered, by its name.
      const answers = refused as Record<string, unknown>;
      const refusals = limits.flatMap((limit) => {
        const refusal = answers[limit.name];
        return refusal instanceof RateLimiterRes ? { waitMs: refusal.msBeforeNext, limit } : [];
      });
      if (refusals.length === 0) throw refused;
      return refusals;
    }
  }

  return {
    async secondsToWait(key) {
      let refusals = await count(key);
      // A wait longer than the limit's period means that the clock was set back, so the old counts are
      // deleted.
      if (refusals.some(({ waitMs, limit }) => waitMs > limit.seconds * 1000)) {
        await Promise.all(counters.map((counter) => counter.delete(key)));
        refusals = await count(key);
      }
      if (refusals.length === 0) return 0;
      return Math.max(1, ...refusals.map(({ waitMs }) => Math.ceil(waitMs / 1000)));
    },
  };
}

function countInDatabase(storeClient: Database, limits: Limit[]) {
  const counts = createCounts(storeClient);
  return limits.map(
    ({ name, points, seconds }) =>
      new TogetherLimiter(counts, {
        storeClient,
        tableName: "rateLimit",
        keyPrefix: name,
        points,
        duration: seconds,
        // pruneLimits deletes expired rows.
        clearExpiredByTimeout: false,
        // Once a key is over its limit, further events are refused without a query.
        inMemoryBlockOnConsumed: points,
        // During an outage each process counts in memory; nothing can be written to the database then anyway.
        insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
      }),
  );
}

/** Deletes expired counts. */
export async function pruneLimits(db: Pick<Database, "rateLimit">, now: Date): Promise<void> {
  await db.rateLimit.deleteMany({ where: { expire: { lt: now } } });
}

/** Limits of failures, by name, each with its own key. */
export interface FailureLimiter<Name extends string> {
  /** Seconds to wait under the reached limit; 0 if none is reached. One query, which counts nothing. */
  secondsToWait(keys: Record<Name, string>): Promise<number>;
  /** Counts one failure under every limit. */
  count(keys: Record<Name, string>): Promise<void>;
}

/** Counts failures instead of attempts: a correct attempt never waits and costs one query. */
export function createFailureLimiter<Name extends string>(
  db: Database,
  limits: Record<Name, Limit>,
): FailureLimiter<Name> {
  const names = Object.keys(limits) as Name[];
  const counters = countInDatabase(
    db,
    names.map((name) => limits[name]),
  );
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
        // A wait longer than the limit's period means that the clock was set back: the count is ignored.
        return row && row.points >= points && left > 0 && left <= seconds ? Math.ceil(left) : 0;
      });
      return Math.max(...waits);
    },
    async count(keys) {
      await Promise.all(counters.map((counter, index) => counter.penalty(keys[names[index] as Name])));
    },
  };
}
