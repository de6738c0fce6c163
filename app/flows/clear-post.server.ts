// A post whose writer leaves.

import type { WayToLeave } from "~/accounts/leaving.schema";
import { RESPONSES_KEY } from "~/comments/comment.server";
import { hasComments } from "~/comments/own-comments.server";
import type { Rendered } from "~/markdown/rendered";
import { isLinkedByOthers, listPingedPosts } from "~/pingbacks/pingback.server";
import type { Transaction } from "~/platform/database/database.server";
import { postKey } from "~/posts/post.server";
import { emptyPost, removeByline, type SignedPost } from "~/posts/post-leaving.server";
import { fileUnder } from "~/tags/tag.server";
import { isPublished } from "~/visibility/status";
import { deletePostIn, endPost } from "./publish-post.server";

/**
 * What isn't out yet goes either way. What is out stays without a name or, where it is to be removed, goes whole; where
 * somebody else has answered it, a line stands in its place. One that others wrote too is theirs.
 */
export async function clearPost(
  tx: Transaction,
  post: SignedPost,
  { personId, way, text }: { personId: number; way: WayToLeave; text: Rendered },
  now: Date,
): Promise<void> {
  if (!post.isAlone) return way === "remove" ? takeNameOff(tx, post.id, personId) : undefined;
  if (way === "anonymise" && isPublished(post)) return;
  // To be removed, their own comments are gone by now: what stands here is, or holds the place for, somebody else's.
  const isAnswered =
    (await hasComments(tx.db, post.id)) || (await isLinkedByOthers(tx.db, post.id, personId));
  if (!isAnswered) return deletePostIn(tx, post, now);
  // Withdrawn after others had answered: nobody reads it, and it is nobody's.
  if (way === "anonymise") return;
  await endPost(tx, post, now, async () => {
    await fileUnder(tx, post.id, [], null);
    await emptyPost(tx, post.id, text, now);
  });
}

/** Wherever the post is named by its writers: also where it stands as a pingback. */
async function takeNameOff(tx: Transaction, postId: number, personId: number) {
  await removeByline(tx, postId, personId);
  tx.invalidate(RESPONSES_KEY, ...(await listPingedPosts(tx.db, postId)).map(postKey));
}
