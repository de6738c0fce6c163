// Recent comments by which near-copies are found.

import { listCommentPosts } from "~/comments/thread/comment-places.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { insertRows } from "~/platform/database/rows/row-statements.server";
import { MIN_SHARED, SAMPLE_SIZE } from "./shingles";

/** A campaign goes on for days; a month later the same text is more likely a person's own. In seconds. */
export const KEEP_SHINGLES = 30 * 24 * 60 * 60;
/** Comments that are looked at where many share groups of words. */
const MAX_CANDIDATES = 20;

/** A recent comment under another post that shares most of these groups of words; null if there is none. Under the same
 *  post it is rather a reply that was sent twice. */
export async function findNearCopy(
  db: DatabaseClient,
  shingles: number[],
  postId: number,
): Promise<number | null> {
  if (shingles.length === 0) return null;
  const least = Math.ceil((shingles.length * MIN_SHARED) / SAMPLE_SIZE);
  const rows = await db.spamShingle.groupBy({
    by: ["commentId"],
    where: { hash: { in: shingles } },
    having: { hash: { _count: { gte: least } } },
    orderBy: { commentId: "asc" },
    take: MAX_CANDIDATES,
  });
  if (rows.length === 0) return null;
  const ids = rows.map(({ commentId }) => commentId);
  const places = await listCommentPosts(db, ids);
  return ids.find((id) => places.get(id)?.postId !== postId) ?? null;
}

/** Keeps a comment's groups of words for comparison. */
export async function keepShingles(
  tx: Transaction,
  commentId: number,
  shingles: number[],
  now: Date,
): Promise<void> {
  const rows = shingles.map((hash) => ({ commentId, hash, createdAt: now }));
  await insertRows(tx.db, "SpamShingle", rows);
}

/** Deletes those that are too old. */
export async function pruneShingles(tx: Transaction, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEEP_SHINGLES * 1000);
  await tx.db.spamShingle.deleteMany({ where: { createdAt: { lt: before } } });
}
