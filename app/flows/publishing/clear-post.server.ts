// A post of a person who deletes their account.

import type { WayToLeave } from "~/accounts/leaving.schema";
import { RESPONSES_KEY } from "~/comments/comment.server";
import { hasComments } from "~/comments/portability/own-comments.server";
import { deleteMentions } from "~/comments/references/mention.server";
import { deleteDraft, findDraftOfPost } from "~/drafts/draft.server";
import { setLinks } from "~/links/link.server";
import type { Rendered } from "~/markdown/rendered";
import { keepUses } from "~/media/use/media-use.server";
import { keepVersions } from "~/moderation/disputes/sealed-versions.server";
import { isLinkedByOthers, listPingedPosts } from "~/pingbacks/pingback.server";
import type { Transaction } from "~/platform/database/database.server";
import { postKey } from "~/posts/post.server";
import { emptyPost, removeByline, type SignedPost, TAKEN_BACK } from "~/posts/post-leaving.server";
import { addRevision, removeAllRevisions } from "~/revisions/revision.server";
import { fileUnder } from "~/tags/tag.server";
import { isPublished } from "~/visibility/status";
import { deletePostIn, endPost } from "./publish-post.server";

/** Deletes a draft. A published post is kept without the name, or deleted if its writer chose so; with
 *  responses by others it becomes a tombstone. A post with other writers stays theirs. */
export async function clearPost(
  tx: Transaction,
  post: SignedPost,
  { personId, way, text }: { personId: number; way: WayToLeave; text: Rendered },
  now: Date,
): Promise<void> {
  if (!post.isAlone) return way === "remove" ? takeNameOff(tx, post.id, personId) : undefined;
  if (way === "anonymise" && isPublished(post)) return;
  // When posts are deleted, the person's own comments were deleted before, so any comment left is another
  // person's or a tombstone for one.
  const isAnswered =
    (await hasComments(tx.db, post.id)) || (await isLinkedByOthers(tx.db, post.id, personId));
  if (!isAnswered) return deletePostIn(tx, post, now);
  // Withdrawn after others responded: nobody can read it, and it has no owner.
  if (way === "anonymise") return;
  await endPost(tx, post, now, async () => {
    await fileUnder(tx, post.id, [], null);
    await emptyPost(tx, post.id, text, now);
    await keepVersions(tx, post.id);
    await removeAllRevisions(tx, post.id, now);
    await keepUses(tx, { postId: post.id }, []);
    if (isPublished(post)) await addRevision(tx, post, { ...TAKEN_BACK, summary: "" }, null, now);
    const draft = await findDraftOfPost(tx.db, post.id);
    if (draft) await deleteDraft(tx, draft.id);
    await setLinks(tx, { postId: post.id }, text.links);
    await deleteMentions(tx, { postId: post.id });
  });
}

/** Invalidates every page with the post's byline, including its pingbacks. */
async function takeNameOff(tx: Transaction, postId: number, personId: number) {
  await removeByline(tx, postId, personId);
  tx.invalidate(RESPONSES_KEY, ...(await listPingedPosts(tx.db, postId)).map(postKey));
}
