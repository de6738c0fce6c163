// A guest who confirmed their address is told what a moderator decided about their comment, as members are.

import { type Correspondent, writeTo } from "~/accounts/mail/correspondence.server";
import { commentPath } from "~/comments/comment";
import { findGuestEmail, hasNoEmails } from "~/comments/guests/guest-address.server";
import { hashEmail } from "~/comments/guests/guest-email";
import type { OwnComment } from "~/comments/moderated-comments.server";
import { forGuest } from "~/moderation/moderation-emails";
import type { Transaction } from "~/platform/database/database.server";
import type { Email } from "~/platform/mail/email";
import { isReadable } from "~/visibility/status";
import { linkToEmails } from "./confirm-guest.server";

/** Sends a guest what is sent to a member, if they asked for it when they wrote this comment. The site knows no secret, so only what
 *  everyone can read has a link. */
export async function tellGuest(
  tx: Transaction,
  deps: Correspondent,
  comment: OwnComment,
  message: (siteName: string, href: string) => Email,
  now: Date,
): Promise<void> {
  const found = await findGuestEmail(tx.db, comment.id);
  if (!found?.isConfirmed || (await hasNoEmails(tx.db, hashEmail(found.email)))) return;
  const href = isReadable(comment) ? deps.siteUrl + commentPath(comment.id) : null;
  const unsubscribe = await linkToEmails(tx, deps, found.email, now);
  const toGuest = (siteName: string) => forGuest(message(siteName, href ?? ""), href !== null);
  await writeTo(tx, deps, found.email, toGuest, now, unsubscribe);
}
