// Counts of rate limits in the database, by one statement for all limits of an event.

import { type IRateLimiterStoreNoAutoExpiryOptions, RateLimiterPrisma } from "rate-limiter-flexible";
import { type Database, Prisma } from "../database/database.server";

interface Count {
  key: string;
  points: number;
  /** When the count ends, if it begins now. */
  expire: Date;
}

/** A count as it stands; SQLite returns a time as text. */
interface Counted {
  points: number;
  expire: Date | string;
}

export type CountTogether = (count: Count) => Promise<Counted>;

/** Returns a function that adds points to a count, and begins it anew where it has ended. Counts added in one
 *  turn are one statement, which is atomic by itself, also across processes. */
export function createCounts(db: Database): CountTogether {
  let waiting = new Map<string, Count>();
  let counting: Promise<Map<string, Counted>> | undefined;

  return async (count) => {
    // One statement can't change a row twice.
    if (waiting.has(count.key)) counting = undefined;
    if (!counting) {
      const counts = new Map<string, Count>();
      waiting = counts;
      counting = Promise.resolve().then(() => {
        if (waiting === counts) counting = undefined;
        return addCounts(db, [...counts.values()]);
      });
    }
    const mine = counting;
    waiting.set(count.key, count);
    const counted = (await mine).get(count.key);
    if (!counted) throw new Error(`The count of ${count.key} was not returned.`);
    return counted;
  };
}

async function addCounts(db: Database, counts: Count[]): Promise<Map<string, Counted>> {
  const now = new Date();
  // In one order, or two processes could wait for each other's rows.
  const rows = counts
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, points, expire }) => Prisma.sql`(${key}, ${points}, ${expire})`);
  const counted = await db.$queryRaw<(Counted & { key: string; points: number | bigint })[]>`
    INSERT INTO "RateLimit" ("key", "points", "expire") VALUES ${Prisma.join(rows)}
    ON CONFLICT ("key") DO UPDATE SET
      "points" = CASE WHEN "RateLimit"."expire" <= ${now} THEN excluded."points"
        ELSE "RateLimit"."points" + excluded."points" END,
      "expire" = CASE WHEN "RateLimit"."expire" <= ${now} THEN excluded."expire"
        ELSE "RateLimit"."expire" END
    RETURNING "key", "points", "expire"`;
  return new Map(counted.map(({ key, points, expire }) => [key, { points: Number(points), expire }]));
}

/** The library's limiter, with one statement where its own takes two for each limit. */
export class TogetherLimiter extends RateLimiterPrisma {
  constructor(
    private readonly countTogether: CountTogether,
    options: IRateLimiterStoreNoAutoExpiryOptions,
  ) {
    super(options);
  }

  /** What the library's stores implement to count. `anew` replaces a count, which no limit here does. */
  _upsert(key: string, points: number, milliseconds: number, anew = false): Promise<Counted> {
    if (anew) throw new Error("A limit that blocks for longer than its period is not supported.");
    return this.countTogether({ key, points, expire: new Date(Date.now() + milliseconds) });
  }
}
