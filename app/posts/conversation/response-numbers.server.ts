// The numbers of a post's responses, which are never reused.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { addToRow, findRow } from "~/platform/database/rows/row-statements.server";
import { responseStatus } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { postKey } from "../post.server";

/** Returns the next response number of a post and counts the response, which everyone can read from `at` on. */
export async function takeResponseNumber(tx: Transaction, postId: number, at: Date): Promise<number> {
  const number = await takeNumber(tx, { id: postId }, at);
  if (number === null) throw new Error(`There is no post ${postId}.`);
  return number;
}

/** The same of a published post; null if the post is not published. `number` is one that no response has, to be taken instead. */
export async function takeNumberIfPublished(
  tx: Transaction,
  postId: number,
  at: Date,
  number?: number,
): Promise<number | null> {
  const where = { id: postId, ...everyone.posts };
  if (number === undefined) return takeNumber(tx, where, at);
  if ((await addToRow(tx.db, "Post", where, { responseCount: 1 }, { respondedAt: at })) === null) return null;
  await raiseResponseNumber(tx, postId, number);
  return number;
}

/** The highest number that a response of a post has or had. */
export const readResponseNumber = async (db: DatabaseClient, id: number): Promise<number> =>
  (await findRow(db, "Post", { responseNumber: true }, { id }))?.responseNumber ?? 0;

/** The same of published posts, by their ids. */
export async function readResponseNumbers(db: DatabaseClient, ids: number[]): Promise<Map<number, number>> {
  const where = { id: { in: ids }, ...everyone.posts };
  const rows = await db.post.findMany({ where, select: { id: true, responseNumber: true } });
  return new Map(rows.map((row) => [row.id, row.responseNumber]));
}

/** The next response number of a post, for a response that is counted already. */
export async function takeSpareNumber(tx: Transaction, postId: number): Promise<number> {
  const number = await addToRow(tx.db, "Post", { id: postId }, { responseNumber: 1 });
  if (number === null) throw new Error(`There is no post ${postId}.`);
  return number;
}

/** Notes that a response has this number, so that later ones have higher numbers. */
export async function raiseResponseNumber(tx: Transaction, id: number, number: number): Promise<void> {
  await tx.db.post.updateMany({
    where: { id, responseNumber: { lt: number } },
    data: { responseNumber: number },
  });
  tx.invalidate(postKey(id));
}

/** Adds responses that became readable to the count, or subtracts them (less than 0). Their numbers stay used. */
export async function countResponses(tx: Transaction, postId: number, change: number): Promise<void> {
  await tx.db.post.update({ where: { id: postId }, data: { responseCount: { increment: change } } });
  await dateConversation(tx, postId);
}

/** Dates a conversation by its newest response that everyone can read, after one was hidden, shown again or dated anew. */
export async function dateConversation(tx: Transaction, id: number): Promise<void> {
  const respondedAt = await readRespondedAt(tx.db, id);
  await tx.db.post.update({ where: { id }, data: { respondedAt }, select: { id: true } });
  tx.invalidate(postKey(id));
}

async function readRespondedAt(db: DatabaseClient, id: number): Promise<Date | null> {
  const newest = {
    where: { status: responseStatus.approved },
    orderBy: { createdAt: "desc" as const },
    take: 1,
    select: { createdAt: true },
  };
  const post = await db.post.findUnique({ where: { id }, select: { comments: newest, pingbacks: newest } });
  const dates = [...(post?.comments ?? []), ...(post?.pingbacks ?? [])].map(({ createdAt }) => createdAt);
  return dates.length > 0 ? new Date(Math.max(...dates.map(Number))) : null;
}

async function takeNumber(
  tx: Transaction,
  where: { id: number; status?: string },
  at: Date,
): Promise<number | null> {
  const sums = { responseNumber: 1, responseCount: 1 };
  const number = await addToRow(tx.db, "Post", where, sums, { respondedAt: at });
  if (number !== null) tx.invalidate(postKey(where.id));
  return number;
}
