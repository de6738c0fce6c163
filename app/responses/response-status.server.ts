// The status of a response: held, approved, spam, removed, erased. Sets the counts, pages and cache tags that
// depend on it.

import {
  deleteUnneeded,
  eraseWords,
  recountReplies,
  type StatusRefusal,
  setCommentStatus,
} from "~/comments/moderation/comment-status.server";
import { deleteCommentLinks, detachLinks, findLinkedComments } from "~/links/link.server";
import { setPingbackStatus } from "~/pingbacks/pingback.server";
import type { Transaction } from "~/platform/database/database.server";
import type { ResponseStatus } from "~/visibility/status";
import { responseAdded, responsesDeleted } from "./responses.server";

export type { StatusRefusal } from "~/comments/moderation/comment-status.server";

/** Sets the status of a response. A comment takes its number and place at the first approval and keeps both
 *  when it is hidden later. Setting the returned `was` undoes a change, except that an erased comment stays
 *  erased (eraseComments()). */
export async function setResponseStatus(
  tx: Transaction,
  { kind, id }: { kind: "comment" | "pingback"; id: number },
  to: Exclude<ResponseStatus, "erased">,
  now?: Date,
): Promise<
  | { ok: true; was: ResponseStatus; postId: number }
  | StatusRefusal
  | { ok: false; reason: "pingback.not-found" }
> {
  if (kind === "pingback") return setPingbackStatus(tx, id, to);
  const changed = await setCommentStatus(tx, id, to, now);
  if (!changed.ok) return changed;
  if (changed.placed) await responseAdded(tx, changed.postId, changed.placed);
  return { ok: true, was: changed.was, postId: changed.postId };
}

/** Erases one batch of comments (platform/inconsistency.ts limits its size). A comment with replies, or that
 *  a post links to, keeps its place; any other is deleted, with the erased ones above it that are no longer
 *  needed. */
export async function eraseComments(tx: Transaction, ids: number[]): Promise<void> {
  const erased = await eraseWords(tx, ids);
  await deleteCommentLinks(tx, ids);
  const postIds = [...new Set(erased.map(({ postId }) => postId))];
  const deleted = await deleteUnneeded(
    tx,
    erased.map(({ id }) => id),
    (some) => findLinkedComments(tx.db, some),
    (some) => detachLinks(tx, { targetCommentId: { in: some } }),
  );
  for (const postId of postIds)
    await responsesDeleted(
      tx,
      postId,
      deleted.flatMap((row) => (row.postId === postId && row.path !== null ? row.path : [])),
    );
  await recountReplies(tx, [...new Set([...erased, ...deleted].flatMap(({ parentId }) => parentId ?? []))]);
}
