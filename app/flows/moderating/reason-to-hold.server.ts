// Reads, in the transaction that adds a reply, whether it waits for a moderator.

import { mayNow } from "~/accounts/present-rights.server";
import { hasApprovedComment } from "~/comments/moderated-comments.server";
import { type HeldFor, reasonToHold } from "~/moderation/holding";
import type { Member, Viewer } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { isWriterOf } from "~/posts/post.server";
import { readHolding } from "~/site/site.server";

export async function findReasonToHold(
  db: DatabaseClient,
  viewer: Viewer,
  { postId, isSuspected }: { postId: number; isSuspected: boolean },
): Promise<HeldFor | null> {
  const holding = await readHolding(db);
  // Most replies need no further question.
  if (holding === "nobody" || (holding === "suspected" && !isSuspected)) return null;
  const isGuest = viewer.kind === "guest";
  return reasonToHold(holding, {
    isGuest,
    isSuspected,
    isTrusted: !isGuest && (await isTrusted(db, viewer, postId)),
    isKnown: !isGuest && (await hasApprovedComment(db, viewer.id)),
  });
}

const isTrusted = async (db: DatabaseClient, member: Member, postId: number): Promise<boolean> =>
  (await mayNow(db, member, "response.moderate")) || (await isWriterOf(db, postId, member.id));
