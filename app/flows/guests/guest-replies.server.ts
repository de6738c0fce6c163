// What a reply leaves for its guest: being recognised by their browser, and e-mail about it.

import type { ReplyInput } from "~/comments/comment.schema";
import { REMEMBERED_S } from "~/comments/guests/guest.schema";
import { hashEmail } from "~/comments/guests/guest-email";
import {
  findGuest,
  forgetBrowser,
  type RecognisedGuest,
  rememberGuest,
} from "~/comments/guests/guests.server";
import { canonicalEmail } from "~/people/fields";
import type { Viewer } from "~/people/viewer";
import type { Transaction } from "~/platform/database/database.server";
import { wantReplies } from "../following/follow-answers.server";
import { askLater } from "./ask-address.server";

/** What a guest's browser is told about being remembered: a secret for its cookie, or to drop it. */
export type BrowserMemory = { remember: string } | "forget";

/** Recognises who replies, before the reply is added. Guests who have no cookie and ask for none cost no statement. */
export async function recogniseGuest(
  tx: Transaction,
  viewer: Viewer,
  { remember }: Pick<ReplyInput, "remember">,
  now: Date,
): Promise<{ guest: RecognisedGuest | null; browser: BrowserMemory | null }> {
  if (viewer.kind !== "guest") return NOBODY;
  const { proof } = viewer;
  if (remember === "yes") {
    const { guest, secret } = await rememberGuest(tx, proof, { lasts: REMEMBERED_S, now });
    return { guest, browser: { remember: secret } };
  }
  if (proof === undefined) return NOBODY;
  if (remember === undefined) return { guest: await findGuest(tx.db, proof), browser: null };
  await forgetBrowser(tx, proof);
  return { guest: null, browser: "forget" };
}

const NOBODY = { guest: null, browser: null };

/** Asks a guest to confirm their address, if they want e-mail about the reply that was added, unless this browser has confirmed it. */
export async function askForAddress(
  tx: Transaction,
  guest: RecognisedGuest | null,
  { email: typed, emails }: Pick<ReplyInput, "email" | "emails">,
  commentId: number,
  now: Date,
): Promise<void> {
  if (!emails || !typed) return;
  const email = canonicalEmail(typed);
  if (guest?.confirmedAt && guest.emailHash === hashEmail(email)) await wantReplies(tx, email, now);
  else await askLater(tx, email, { commentId }, now);
}
