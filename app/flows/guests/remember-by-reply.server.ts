import { REMEMBERED_S } from "~/comments/guests/guest.schema";
import { forgetBrowser, rememberComment, rememberGuest } from "~/comments/guests/guests.server";
import { findOwnComment } from "~/comments/moderation/moderated-comments.server";
import type { Viewer } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { isErased } from "~/visibility/status";
import type { BrowserMemory } from "./guest-replies.server";

export type RememberResult =
  | { ok: true; browser: BrowserMemory | null }
  | { ok: false; reason: "comment.not-found" };

/** Remembers a guest's browser with a reply whose link it has, or forgets it. Members have an account instead. Refused
 *  if the reply was deleted meanwhile. */
export const rememberByReply = (
  { db }: { db: Database },
  viewer: Viewer,
  { id, forget }: { id: number; forget: boolean },
  now: Date,
): Promise<RememberResult> =>
  db.write(async (tx): Promise<RememberResult> => {
    if (viewer.kind !== "guest") return { ok: true, browser: null };
    if (forget) {
      if (viewer.proof !== undefined) await forgetBrowser(tx, viewer.proof);
      return { ok: true, browser: "forget" };
    }
    const comment = await findOwnComment(tx.db, { id });
    if (!comment || isErased(comment)) return { ok: false, reason: "comment.not-found" };
    const { guest, secret } = await rememberGuest(tx, viewer.proof, { lasts: REMEMBERED_S, now });
    await rememberComment(tx, guest, id);
    return { ok: true, browser: { remember: secret } };
  });
