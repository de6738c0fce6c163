import { REMEMBERED_S } from "~/comments/guests/guest.schema";
import { forgetBrowser, rememberComment, rememberGuest } from "~/comments/guests/guests.server";
import type { Viewer } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import type { BrowserMemory } from "./guest-replies.server";

/** Remembers a guest's browser with a reply whose link it has, or forgets it. Members have an account instead. */
export const rememberReply = (
  { db }: { db: Database },
  viewer: Viewer,
  { id, forget }: { id: number; forget: boolean },
  now: Date,
): Promise<BrowserMemory | null> =>
  db.write(async (tx) => {
    if (viewer.kind !== "guest") return null;
    if (forget) {
      if (viewer.proof !== undefined) await forgetBrowser(tx, viewer.proof);
      return "forget" as const;
    }
    const { guest, secret } = await rememberGuest(tx, viewer.proof, { lasts: REMEMBERED_S, now });
    await rememberComment(tx, guest, id);
    return { remember: secret };
  });
