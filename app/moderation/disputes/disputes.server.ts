// What may be unlawful. While a report says so and no administrator has decided, a hidden comment's words are for administrators
// alone, and outlast its erasure.

import { listWordsOf } from "~/comments/moderation/moderated-comments.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { isApproved } from "~/visibility/status";
import type { Reason } from "../actions";
import { reportStatus } from "../reports/report";

/** Reports of what may be unlawful about which no administrator has decided. */
export const OPEN_DISPUTE = { status: reportStatus.open, reason: "unlawful" satisfies Reason };

/** Those of these comments that may be unlawful, by an open report. */
async function listDisputed(db: DatabaseClient, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const where = { commentId: { in: ids }, ...OPEN_DISPUTE };
  const rows = await db.report.findMany({ where, distinct: ["commentId"], select: { commentId: true } });
  return new Set(rows.flatMap(({ commentId }) => commentId ?? []));
}

/** Whether a comment may be unlawful, by an open report. */
export const isDisputed = async (db: DatabaseClient, id: number): Promise<boolean> =>
  (await listDisputed(db, [id])).size > 0;

interface Readable {
  id: number;
  status: string;
  html: string;
}

/** Comments for moderators: the words of a disputed one that is hidden are left out, unless the reader decides such disputes. While it is
 *  public, everyone can read it, so moderators can too, and see what they hide. */
export async function sealFor<C extends Readable>(
  db: DatabaseClient,
  { decidesLaw }: { decidesLaw: boolean },
  comments: C[],
): Promise<(C & { isSealed: boolean })[]> {
  const hidden = decidesLaw ? [] : comments.filter((comment) => !isApproved(comment)).map(({ id }) => id);
  const sealed = await listDisputed(db, hidden);
  return comments.map((comment) =>
    sealed.has(comment.id) ? { ...comment, html: "", isSealed: true } : { ...comment, isSealed: false },
  );
}

/** Keeps the words of disputed comments that are about to be changed. Returns the ids of those. */
export async function keepDisputed(tx: Transaction, ids: number[]): Promise<number[]> {
  const disputed = [...(await listDisputed(tx.db, ids))];
  const rows = await listWordsOf(tx.db, disputed);
  await tx.db.sealedWords.createMany({
    data: rows.map(({ id, source, guestName, createdAt, person, post }) => ({
      ...{ commentId: id, name: person?.name ?? guestName ?? "", source },
      ...{ postTitle: post.title, writtenAt: createdAt },
    })),
  });
  return disputed;
}

/** Keeps the words of disputed comments that are about to be erased, and their open reports, which would be deleted with the comment. */
export async function sealDisputed(tx: Transaction, ids: number[]): Promise<void> {
  for (const id of await keepDisputed(tx, ids)) {
    const where = { commentId: id, ...OPEN_DISPUTE };
    await tx.db.report.updateMany({ where, data: { sealedId: id, commentId: null } });
  }
}

/** The same of all comments on a post that is deleted with them. */
export async function sealDisputedOn(tx: Transaction, postId: number): Promise<void> {
  const where = { ...OPEN_DISPUTE, comment: { postId } };
  const rows = await tx.db.report.findMany({ where, distinct: ["commentId"], select: { commentId: true } });
  await sealDisputed(
    tx,
    rows.flatMap(({ commentId }) => commentId ?? []),
  );
}

/** Erases what was kept of a comment if no open report disputes it any more. */
export async function endDispute(tx: Transaction, commentId: number): Promise<void> {
  const where = { OR: [{ sealedId: commentId }, { commentId }], ...OPEN_DISPUTE };
  if (await tx.db.report.findFirst({ where, select: { id: true } })) return;
  await tx.db.sealedWords.deleteMany({ where: { commentId } });
}

export interface Sealed {
  id: number;
  name: string;
  source: string;
  postTitle: string;
  writtenAt: Date;
}

/** What is kept of comments, by the id that they had. The latest words come last. */
export async function listSealedWords(
  db: DatabaseClient,
  commentIds: number[],
): Promise<Map<number, Sealed[]>> {
  const rows = await db.sealedWords.findMany({
    where: { commentId: { in: commentIds } },
    orderBy: { id: "asc" },
  });
  const byComment = new Map<number, Sealed[]>();
  for (const { commentId, ...sealed } of rows)
    byComment.set(commentId, [...(byComment.get(commentId) ?? []), sealed]);
  return byComment;
}
