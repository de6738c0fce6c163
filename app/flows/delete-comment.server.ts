import { findCommentToDelete } from "~/comments/own-comments.server";
import { may } from "~/people/policy";
import type { Viewer } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { eraseComments } from "~/responses/response-status.server";

/** Deletes a comment for good, if the viewer may: whose it is is read in the transaction. Refuses what isn't there and what they may not alike. */
export const deleteComment = (
  { db }: { db: Database },
  viewer: Viewer,
  id: number,
): Promise<{ ok: true } | { ok: false; reason: "comment.not-found" }> =>
  db.write(async (tx) => {
    const comment = await findCommentToDelete(tx.db, id);
    if (!comment || !may(viewer, "response.remove", comment))
      return { ok: false, reason: "comment.not-found" } as const;
    await eraseComments(tx, [id]);
    return { ok: true } as const;
  });
