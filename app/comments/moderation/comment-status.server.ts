// The status of comments' rows. Callers also update the pages of the discussion:
// responses/response-status.server.ts.

import { forgetPictures } from "~/media/use/media-use.server";
import { commentsByPersonKey } from "~/people/person.server";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { countResponses, takeResponseNumber } from "~/posts/conversation/response-numbers.server";
import { postKey } from "~/posts/post.server";
import { isApproved, isErased, isInThread, type ResponseStatus, responseStatus } from "~/visibility/status";
import { inThread } from "~/visibility/visibility.server";
import { type AddRefusal, findPathAbove, RESPONSES_KEY } from "../comment.server";
import { deleteVersions } from "../editing/comment-edits.server";
import { deleteEdits } from "../editing/held-edits.server";
import { deleteMentions } from "../references/mention.server";
import { childPath } from "../thread/thread";

export type StatusRefusal = AddRefusal | { ok: false; reason: "comment.not-found" | "comment.erased" };

export interface StatusChange {
  was: ResponseStatus;
  postId: number;
  /** The place given at the first approval. */
  placed: { number: number; path: string } | null;
}

/** Sets a comment's status, the counts of its post and parent, and invalidates the pages with it. With `now`, a first approval dates the
 *  conversation, which is news then, whenever the comment was written. An erased comment cannot be restored. Refused at the first approval if the parent is not readable. */
export async function setCommentStatus(
  tx: Transaction,
  id: number,
  to: Exclude<ResponseStatus, "erased">,
  now?: Date,
): Promise<({ ok: true } & StatusChange) | StatusRefusal> {
  const before = await tx.db.comment.findUnique({ where: { id }, select: stateFields });
  if (!before) return { ok: false, reason: "comment.not-found" };
  if (isErased(before)) return { ok: false, reason: "comment.erased" };
  const { postId, parentId } = before;
  const was = before.status as ResponseStatus;
  const after = { status: to };
  const isFirst = isApproved(after) && before.number === null;
  const placed = isFirst ? await takePlace(tx, before, now ?? before.createdAt) : null;
  if (placed && !placed.ok) return placed;
  await tx.db.comment.update({
    where: { id },
    data: { ...after, ...(placed && { number: placed.number, path: placed.path }) },
    select: { id: true },
  });
  // Its number was counted at the first approval.
  const change = Number(isApproved(after)) - Number(isApproved(before));
  if (change !== 0 && !isFirst) await countResponses(tx, postId, change);
  if (parentId !== null) await recountReplies(tx, [parentId]);
  if (change !== 0) tx.reindex("comment", id);
  if (change !== 0 || before.replyCount > 0) invalidateComments(tx, [before]);
  return { ok: true, was, postId, placed };
}

const stateFields = {
  createdAt: true,
  ...{ id: true, postId: true, parentId: true, number: true, path: true },
  ...{ status: true, personId: true, replyCount: true },
} satisfies Prisma.CommentSelect;

/** Makes a comment that was never approved a reply to its post, because it can't stand below what it answers. */
export async function moveToTop(tx: Transaction, id: number): Promise<void> {
  await tx.db.comment.updateMany({ where: { id, number: null }, data: { parentId: null } });
}

/** Takes the post's next number and the path below the parent. */
async function takePlace(tx: Transaction, comment: { postId: number; parentId: number | null }, at: Date) {
  const above = await findPathAbove(tx.db, comment);
  if (!above.ok) return above;
  const number = await takeResponseNumber(tx, comment.postId, at);
  return { ok: true as const, number, path: childPath(above.path, number) };
}

/** Notes why a comment is held, as a code (moderation/holding.ts). */
export async function noteWhyHeld(tx: Transaction, id: number, heldFor: string): Promise<void> {
  await tx.db.comment.update({ where: { id }, data: { heldFor }, select: { id: true } });
}

function invalidateComments(tx: Transaction, comments: { postId: number; personId: number | null }[]) {
  if (comments.length > 0) tx.invalidate(RESPONSES_KEY);
  for (const { postId, personId } of comments) {
    tx.invalidate(postKey(postId));
    if (personId !== null) tx.invalidate(commentsByPersonKey(personId));
  }
}

interface Place {
  id: number;
  postId: number;
  parentId: number | null;
  path: string | null;
}

const placeFields = { id: true, postId: true, parentId: true, path: true } as const;

/** An erased comment has neither text nor author. */
const NOTHING = {
  ...{ status: responseStatus.erased, source: "", html: "", excerpt: "" },
  ...{ personId: null, guestName: null, guestEmail: null, guestSite: null, secretHash: null, heldFor: null },
  mailedHash: null,
  ...{ editedAt: null, cutAt: null, guestId: null, networkHash: null },
  ...{ emailAskedAt: null, emailAnswers: null },
} as const;

/** Erases the text and author of comments and subtracts them from the counts. Returns those that were not
 *  erased before. */
export async function eraseWords(tx: Transaction, ids: number[]): Promise<Place[]> {
  const where = { id: { in: ids }, status: { not: responseStatus.erased } };
  const rows = await tx.db.comment.findMany({ where, select: stateFields });
  await tx.db.comment.updateMany({ where, data: NOTHING });
  tx.reindex("comment", ...ids);
  await deleteVersions(tx, ids);
  await deleteEdits(tx, ids);
  await deleteMentions(tx, { commentId: { in: ids } });
  await forgetPictures(tx, ids);
  const counted = rows.filter(isApproved);
  for (const postId of new Set(counted.map((row) => row.postId)))
    await countResponses(tx, postId, -counted.filter((row) => row.postId === postId).length);
  invalidateComments(tx, rows);
  return rows;
}

/** Deletes the comments among `ids` without replies or links, then the erased ones above them that have none
 *  left. A hidden reply keeps its parent, because it has a place below it. One that was never approved has
 *  none, and answers what the deleted comment answered. `detachLinks` is called before comments are deleted. Returns
 *  the deleted comments. */
export async function deleteUnneeded(
  tx: Transaction,
  ids: number[],
  findLinked: (ids: number[]) => Promise<ReadonlySet<number>>,
  detachLinks: (ids: number[]) => Promise<void>,
): Promise<Place[]> {
  const deleted: Place[] = [];
  for (let candidates = ids; candidates.length > 0; ) {
    const answered = await countReplies(tx.db, { parentId: { in: candidates }, number: { not: null } });
    const rows = await tx.db.comment.findMany({
      where: { id: { in: candidates }, status: responseStatus.erased },
      select: placeFields,
    });
    const unanswered = rows.filter(({ id }) => !answered.has(id));
    const linked = await findLinked(unanswered.map(({ id }) => id));
    const unneeded = unanswered.filter(({ id, path }) => path === null || !linked.has(id));
    for (const { id, parentId } of unneeded)
      await tx.db.comment.updateMany({ where: { parentId: id, number: null }, data: { parentId } });
    const unneededIds = unneeded.map(({ id }) => id);
    await detachLinks(unneededIds);
    await tx.db.comment.deleteMany({ where: { id: { in: unneededIds } } });
    tx.reindex("comment", ...unneededIds);
    deleted.push(...unneeded);
    candidates = [...new Set(unneeded.flatMap(({ parentId }) => parentId ?? []))];
  }
  return deleted;
}

/** Recounts the replies that have a place below these comments and, if a hidden comment thereby gains or
 *  loses its place, those of its parent. */
export async function recountReplies(tx: Transaction, ids: number[]): Promise<void> {
  for (let level = ids; level.length > 0; ) {
    const counts = await countReplies(tx.db, { parentId: { in: level }, ...inThread });
    const rows = await tx.db.comment.findMany({ where: { id: { in: level } }, select: stateFields });
    const wrong = rows.flatMap((row) => {
      const replyCount = counts.get(row.id) ?? 0;
      return replyCount === row.replyCount ? [] : { row, replyCount };
    });
    for (const replyCount of new Set(wrong.map((one) => one.replyCount))) {
      const having = wrong.filter((one) => one.replyCount === replyCount).map(({ row }) => row.id);
      await tx.db.comment.updateMany({ where: { id: { in: having } }, data: { replyCount } });
    }
    const turned = wrong.filter(
      ({ row, replyCount }) => isInThread(row) !== isInThread({ status: row.status, replyCount }),
    );
    level = [...new Set(turned.flatMap(({ row }) => row.parentId ?? []))];
  }
}

async function countReplies(
  db: DatabaseClient,
  where: Prisma.CommentWhereInput,
): Promise<Map<number, number>> {
  const rows = await db.comment.groupBy({ by: ["parentId"], where, _count: true });
  return new Map(rows.flatMap(({ parentId, _count }) => (parentId === null ? [] : [[parentId, _count]])));
}
