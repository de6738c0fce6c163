// A response's state: held, approved, spam, removed, erased. Every count, page and cache tag that follows from it is kept here.

import {
  deleteUnneeded,
  eraseWords,
  recountReplies,
  type StatusRefusal,
  setCommentStatus,
} from "~/comments/comment-status.server";
import type { Link } from "~/markdown/rendered";
import { listLinksTo, setPingbackStatus } from "~/pingbacks/pingback.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { ResponseStatus } from "~/visibility/status";
import { readLinkTarget } from "./link-target";
import { responseAdded, responsesDeleted } from "./responses.server";

export type { StatusRefusal } from "~/comments/comment-status.server";

/**
 * Sets the state of one response. A comment that is approved for the first time takes its post's next number and its place then;
 * hidden later, it keeps both. Undone by setting the state that it gives as `was`, save where that is impossible: an erased
 * comment stays so (eraseComments() erases).
 */
export async function setResponseStatus(
  tx: Transaction,
  { kind, id }: { kind: "comment" | "pingback"; id: number },
  to: Exclude<ResponseStatus, "erased">,
): Promise<{ ok: true; was: ResponseStatus } | StatusRefusal | { ok: false; reason: "pingback.not-found" }> {
  if (kind === "pingback") return setPingbackStatus(tx, id, to);
  const changed = await setCommentStatus(tx, id, to);
  if (!changed.ok) return changed;
  if (changed.placed) await responseAdded(tx, changed.postId, changed.placed);
  return { ok: true, was: changed.was };
}

/**
 * Erases comments, of one batch at most (platform/inconsistency.ts says what a query carries). One that is answered, or that a post
 * links to, leaves its place without a word; any other goes whole, and so do erased ones above it that held their place for it alone.
 */
export async function eraseComments(tx: Transaction, ids: number[]): Promise<void> {
  const erased = await eraseWords(tx, ids);
  const postIds = [...new Set(erased.map(({ postId }) => postId))];
  const cited = await findCited(tx.db, postIds);
  const deleted = await deleteUnneeded(
    tx,
    erased.map(({ id }) => id),
    (id) => cited.has(id),
  );
  for (const postId of postIds)
    await responsesDeleted(
      tx,
      postId,
      deleted.flatMap((row) => (row.postId === postId && row.path !== null ? row.path : [])),
    );
  await recountReplies(tx, [...new Set([...erased, ...deleted].flatMap(({ parentId }) => parentId ?? []))]);
}

/** The comments by which posts link to these posts: without one, such a pingback would hang on nothing. */
async function findCited(db: DatabaseClient, postIds: number[]): Promise<Set<number>> {
  const links = (await listLinksTo(db, postIds)).flatMap((json) => JSON.parse(json) as Link[]);
  const targets = links.map((link) => (link.local ? readLinkTarget(link.href) : null));
  return new Set(targets.flatMap((target) => (target && "commentId" in target ? target.commentId : [])));
}
