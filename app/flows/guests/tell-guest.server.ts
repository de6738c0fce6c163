// A guest who confirmed their address is told what a moderator decided about their comment, as members are.

import { type Correspondent, writeTo } from "~/accounts/mail/correspondence.server";
import { hashSecret } from "~/accounts/token.server";
import { commentPath, secretPath } from "~/comments/comment";
import { findGuestEmail, hasNoEmails } from "~/comments/guests/guest-address.server";
import { hashEmail } from "~/comments/guests/guest-email";
import { noteMailedSecret } from "~/comments/guests/own-link.server";
import type { OwnComment } from "~/comments/moderation/moderated-comments.server";
import { findByAddress, getLinked } from "~/following/address-subscriber.server";
import { standingLink } from "~/following/subscriber.server";
import { forGuest } from "~/moderation/moderation-emails";
import type { Transaction } from "~/platform/database/database.server";
import type { Email } from "~/platform/mail/email";
import type { SiteSecret } from "~/platform/site-secret.server";
import { isReadable } from "~/visibility/status";
import { linkToEmails } from "./ask-address.server";

/** Sends a guest what is sent to a member, if they asked for it when they wrote this comment. What not everyone can read has a link with
 *  a secret, which goes to nobody but the owner of an address who confirmed that the comment is theirs. */
export async function tellGuest(
  tx: Transaction,
  deps: Correspondent & { siteSecret: SiteSecret },
  comment: OwnComment,
  message: (siteName: string, href: string) => Email,
  now: Date,
): Promise<void> {
  const secret = isReadable(comment) ? null : await secretToMail(tx, deps.siteSecret, comment.id);
  const href = deps.siteUrl + (secret === null ? commentPath(comment.id) : secretPath(secret));
  const toGuest = (siteName: string) => forGuest(message(siteName, href), secret !== null);
  await writeToGuest(tx, deps, comment.id, toGuest, now);
}

/** The secret of a comment for e-mails: the same in all of them, made of the site's own, since of the one that its guest was shown the site
 *  has a hash alone. It ends as that does, when the comment is claimed or erased. */
async function secretToMail(tx: Transaction, siteSecret: SiteSecret, commentId: number): Promise<string> {
  const secret = Buffer.from(siteSecret.hash("reply-link", String(commentId)), "base64url").toString("hex");
  await noteMailedSecret(tx, commentId, hashSecret(secret));
  return secret;
}

/** Writes to the address of a guest's comment, if they confirmed it and haven't turned e-mails off. */
export async function writeToGuest(
  tx: Transaction,
  deps: Correspondent & { siteSecret: SiteSecret },
  commentId: number,
  message: (siteName: string) => Email,
  now: Date,
): Promise<void> {
  const found = await findGuestEmail(tx.db, commentId);
  if (!found?.isConfirmed || (await hasNoEmails(tx.db, hashEmail(found.email)))) return;
  const unsubscribe = await linkToEnd(tx, deps, found.email, now);
  await writeTo(tx, deps, found.email, message, now, unsubscribe);
}

/** The standing link of whoever confirmed the address, with which they manage everything. Those who did before there was one have the other. */
async function linkToEnd(
  tx: Transaction,
  deps: Correspondent & { siteSecret: SiteSecret },
  email: string,
  now: Date,
): Promise<string> {
  const id = await findByAddress(tx.db, email);
  if (id === null) return linkToEmails(tx, deps, email, now);
  const link = standingLink(deps.siteSecret, await getLinked(tx.db, id));
  return `${deps.siteUrl}/following/by-link/${link}/stop?only=decisions`;
}
