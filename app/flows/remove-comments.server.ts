// Comments go, and what others said stays where it is.

import {
  blankComments,
  findCommentToRemove,
  recountReplies,
  sweepTombstones,
} from "~/comments/comment-removal.server";
import type { Link } from "~/markdown/rendered";
import { may } from "~/people/policy";
import type { Viewer } from "~/people/viewer";
import { listLinksTo } from "~/pingbacks/pingback.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { dropResponse } from "~/posts/post.server";
import { responsesRemoved } from "~/responses/responses.server";
import { readTarget } from "./link-targets.server";

/** Removes a comment, if the viewer may: whose it is is read in the transaction. Refuses what isn't there and what they may not alike. */
export const removeComment = (
  { db }: { db: Database },
  viewer: Viewer,
  id: number,
): Promise<{ ok: true } | { ok: false; reason: "comment.not-found" }> =>
  db.write(async (tx) => {
    const comment = await findCommentToRemove(tx.db, id);
    if (!comment || !may(viewer, "response.remove", comment))
      return { ok: false, reason: "comment.not-found" } as const;
    await removeComments(tx, [id]);
    return { ok: true } as const;
  });

/**
 * Removes comments, of one batch at most (platform/inconsistency.ts says what a query carries). One that is answered, or that a post
 * links to, leaves a tombstone; any other goes whole, and so do tombstones above it that held their place for it alone.
 */
export async function removeComments(tx: Transaction, ids: number[]): Promise<void> {
  const removed = await blankComments(tx, ids);
  const postIds = [...new Set(removed.map(({ postId }) => postId))];
  for (const postId of postIds) {
    const counted = removed.filter((row) => row.counted && row.postId === postId);
    await dropResponse(tx, postId, counted.length);
  }
  const cited = await findCited(tx.db, postIds);
  const swept = await sweepTombstones(
    tx,
    removed.map(({ id }) => id),
    (id) => cited.has(id),
  );
  for (const postId of postIds)
    await responsesRemoved(
      tx,
      postId,
      swept.filter((row) => row.postId === postId).map(({ path }) => path),
    );
  await recountReplies(tx, [...new Set([...removed, ...swept].flatMap(({ parentId }) => parentId ?? []))]);
}

/** The comments by which posts link to these posts: without one, such a pingback would hang on nothing. */
async function findCited(db: DatabaseClient, postIds: number[]): Promise<Set<number>> {
  const links = (await listLinksTo(db, postIds)).flatMap((json) => JSON.parse(json) as Link[]);
  const targets = links.map((link) => (link.local ? readTarget(link.href) : null));
  return new Set(targets.flatMap((target) => (target && "commentId" in target ? target.commentId : [])));
}
