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
  const href = isReadable(comment) ? deps.siteUrl + commentPath(comment.id) : null;
  const toGuest = (siteName: string) => forGuest(message(siteName, href ?? ""), href !== null);
  await writeToGuest(tx, deps, comment.id, toGuest, now);
}

/** Writes to the address of a guest's comment, if they confirmed it and haven't turned e-mails off. */
export async function writeToGuest(
  tx: Transaction,
  deps: Correspondent,
  commentId: number,
  message: (siteName: string) => Email,
  now: Date,
): Promise<void> {
  const found = await findGuestEmail(tx.db, commentId);
  if (!found?.isConfirmed || (await hasNoEmails(tx.db, hashEmail(found.email)))) return;
  const unsubscribe = await linkToEmails(tx, deps, found.email, now);
  await writeTo(tx, deps, found.email, message, now, unsubscribe);
}
