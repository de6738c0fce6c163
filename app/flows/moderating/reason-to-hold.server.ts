// Reads, in the transaction that adds a reply, whether it waits for a moderator.

import { hasApprovedComment } from "~/comments/moderated-comments.server";
import { type HeldFor, reasonToHold } from "~/moderation/holding";
import type { Viewer } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { Holding } from "~/site/site.schema";
import { readReplySettings } from "~/site/site.server";
import { isTrusted } from "../reply-rules.server";

export async function findReasonToHold(
  db: DatabaseClient,
  viewer: Viewer,
  { postId, isSuspected, ...known }: { postId: number; isSuspected: boolean; holding?: Holding },
): Promise<HeldFor | null> {
  const holding = known.holding ?? (await readReplySettings(db)).holding;
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
