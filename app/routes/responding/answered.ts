import type { AppLoadContext } from "@remix-run/node";
import { listModeratorIds } from "~/accounts/moderators.server";
import type { CommentView } from "~/comments/comment";
import { explainReplyRefusal } from "~/comments/reply/reply-refusals";
import { findComment } from "~/comments/shown-comments.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { isWriterOf } from "~/posts/post.server";
import { everyone } from "~/visibility/visibility.server";

/** The comment that a reply is to, by its id in a form or an address; null for a reply to the post. If the
 *  comment was deleted, the reply becomes one to the post, and `errors` says so. */
export async function findAnswered(db: DatabaseClient, postId: number, asked: string | null | undefined) {
  const id = readRowId(asked);
  const to = id === null ? null : await findComment(db, everyone, postId, id);
  const errors: Record<string, string> =
    asked && !to ? { to: explainReplyRefusal("comment.parent-not-found") } : {};
  return { to, errors };
}

/** Whether its writer is one of the post's, or a moderator, as the page of the conversation says beside the name. */
export async function findRoles({ db, parts }: AppLoadContext, postId: number, to: CommentView | null) {
  const id = to?.personId ?? null;
  if (id === null) return { writerIds: [], moderatorIds: [] };
  const moderatorIds = await listModeratorIds(db, parts);
  return {
    writerIds: (await isWriterOf(db, postId, id)) ? [id] : [],
    moderatorIds: moderatorIds.has(id) ? [id] : [],
  };
}
