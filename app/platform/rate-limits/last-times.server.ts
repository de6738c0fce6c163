// When somebody last did something, and how often, kept for a while in the table of rate limits, and read in the transaction that acts: a limiter of
// its own would count what is refused afterwards.

import type { DatabaseClient, Transaction } from "../database/database.server";

/** The time until which an event of `key` is remembered; null if none is. */
export const readLastTime = async (db: DatabaseClient, key: string): Promise<Date | null> =>
  (await db.rateLimit.findUnique({ where: { key }, select: { expire: true } }))?.expire ?? null;

/** Remembers an event. */
export async function writeLastTime(tx: Transaction, key: string, until: Date): Promise<void> {
  const row = { points: 1, expire: until };
  await tx.db.rateLimit.upsert({ where: { key }, create: { key, ...row }, update: row });
}

/** How often something was counted under `key` within its time. */
export async function readCount(db: DatabaseClient, key: string, now: Date): Promise<number> {
  const row = await db.rateLimit.findUnique({ where: { key }, select: { points: true, expire: true } });
  return row && (row.expire === null || row.expire > now) ? row.points : 0;
}

/** Counts it once more, and keeps the count until then. */
export async function addToCount(
  tx: Transaction,
  key: string,
  { until, now }: { until: Date; now: Date },
): Promise<void> {
  const row = { points: (await readCount(tx.db, key, now)) + 1, expire: until };
  await tx.db.rateLimit.upsert({ where: { key }, create: { key, ...row }, update: row });
}

export async function forgetCounts(tx: Transaction, keys: string[]): Promise<void> {
  await tx.db.rateLimit.deleteMany({ where: { key: { in: keys } } });
}
