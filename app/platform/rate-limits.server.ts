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
  const limiter = new RateLimiterUnion(...limits.map((limit) => countInDatabase(db, limit)));
  return {
    async secondsToWait(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (refused) {
        const waits = Object.values(refused as Record<string, unknown>).filter(
          (limit) => limit instanceof RateLimiterRes,
        );
        if (waits.length === 0) throw refused;
        return Math.max(1, ...waits.map((limit) => Math.ceil(limit.msBeforeNext / 1000)));
      }
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
