// When somebody last did something, kept for a while in the table of rate limits, and read in the transaction that acts: a limiter of
// its own would count what is refused afterwards.

import type { DatabaseClient, Transaction } from "./database/database.server";

/** The time until which an event of `key` is remembered; null if none is. */
export const readLastTime = async (db: DatabaseClient, key: string): Promise<Date | null> =>
  (await db.rateLimit.findUnique({ where: { key }, select: { expire: true } }))?.expire ?? null;

/** Remembers an event. */
export async function writeLastTime(tx: Transaction, key: string, until: Date): Promise<void> {
  const row = { points: 1, expire: until };
  await tx.db.rateLimit.upsert({ where: { key }, create: { key, ...row }, update: row });
}
