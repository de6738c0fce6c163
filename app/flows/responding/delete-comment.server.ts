import { hashSecret } from "~/accounts/token.server";
import { findOwnComment } from "~/comments/moderation/moderated-comments.server";
import { findCommentToDelete } from "~/comments/portability/own-comments.server";
import { may } from "~/people/policy";
import type { Viewer } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { responseStatus } from "~/visibility/status";
import { eraseCommentsWholly } from "../erase-words.server";
import { type HubDeps, tellHubOfStatus } from "../publishing/hub-news.server";

type Deps = HubDeps & { db: Database };

/** Deletes a comment for good if the viewer may; the owner is read in the transaction. The refusal is the
 *  same for an unknown comment. */
export const deleteComment = (
  { db, hub }: Deps,
  viewer: Viewer,
  id: number,
  now: Date,
): Promise<{ ok: true } | { ok: false; reason: "comment.not-found" }> =>
  db.write(async (tx) => {
    const comment = await findCommentToDelete(tx.db, id);
    if (!comment || !may(viewer, "response.remove", comment))
      return { ok: false, reason: "comment.not-found" } as const;
    await eraseCommentsWholly(tx, [id]);
    await tellHubOfStatus(tx, { hub }, { ...comment, was: comment.status, to: responseStatus.erased }, now);
    return { ok: true } as const;
  });

/** Deletes a guest's comment for good, for whoever has its secret. Returns false if it is deleted already. */
export const deleteGuestComment = (
  { db, hub }: Deps,
  { id, secret }: { id: number; secret: string },
  now: Date,
): Promise<boolean> =>
  db.write(async (tx) => {
    const comment = await findOwnComment(tx.db, { secretHash: hashSecret(secret) });
    if (comment?.id !== id) return false;
    await eraseCommentsWholly(tx, [id]);
    const change = { ...comment, was: comment.status, to: responseStatus.erased };
    await tellHubOfStatus(tx, { hub }, change, now);
    return true;
  });
