// Who may reply where, read in the transaction that adds a reply.

import { findCommentPath } from "~/comments/comment-places.server";
import type { Viewer } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { findBar, type ReplyBar } from "~/posts/closing";
import { readReplyRules } from "~/posts/closing.server";

/** What keeps a viewer from replying to a post, or to one of its comments (`to`); null if nothing does. */
export async function readBar(
  db: DatabaseClient,
  viewer: Viewer,
  { postId, to }: { postId: number; to: number | undefined },
): Promise<ReplyBar | null> {
  const rules = await readReplyRules(db, postId);
  if (!rules) return null;
  // Most posts have no locked branch, and then the place of the parent doesn't matter.
  const isInBranch = to !== undefined && rules.lockedBranches.length > 0;
  return findBar(rules, viewer, isInBranch ? await findCommentPath(db, postId, to) : null);
}
