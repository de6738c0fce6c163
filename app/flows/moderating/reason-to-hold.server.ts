// Reads, in the transaction that adds a reply, whether it waits for a moderator.

import { isKnownGuest } from "~/comments/guests/guests.server";
import { hasApprovedComment } from "~/comments/moderation/moderated-comments.server";
import { type HeldFor, reasonToHold } from "~/moderation/holding";
import type { Viewer } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { ReplySettings } from "~/site/site.server";
import { isTrusted } from "../responding/reply-rules.server";

export async function findReasonToHold(
  db: DatabaseClient,
  viewer: Viewer,
  {
    postId,
    isSuspected,
    isListed = false,
    settings: { holding },
  }: { postId: number; isSuspected: boolean; isListed?: boolean; settings: Pick<ReplySettings, "holding"> },
): Promise<HeldFor | null> {
  // Most replies need no further question.
  if (!isListed && (holding === "nobody" || (holding === "suspected" && !isSuspected))) return null;
  const isGuest = viewer.kind === "guest";
  return reasonToHold(holding, {
    isGuest,
    isSuspected,
    isListed,
    isTrusted: !isGuest && (await isTrusted(db, viewer, postId)),
    isKnown: await isKnown(db, viewer),
  });
}

/** Whether a moderator has approved something by this member, or by a guest with this proof. */
export const isKnown = async (db: DatabaseClient, viewer: Viewer): Promise<boolean> =>
  viewer.kind === "person"
    ? hasApprovedComment(db, viewer.id)
    : viewer.proof !== undefined && (await isKnownGuest(db, viewer.proof));
