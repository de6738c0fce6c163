// E-mail to people in the site's name.

import type { Database, Transaction } from "~/platform/database/database.server";
import { asHtml, asText, type Email } from "~/platform/mail/email";
import { sendLater } from "~/platform/mail/mail-job.server";
import { readSite } from "~/site/site.server";
import { findToken, issueToken } from "../token.server";
import type { QueueEmails } from "./recipients.server";

export interface Correspondent {
  siteUrl: string;
}

/** Queues an e-mail for when `tx` is committed. For answers to something that the recipient did. */
export async function writeTo(...email: Parameters<typeof enqueueEmail>): Promise<void> {
  await enqueueEmail(...email);
}

/** The same for a sender who follows what becomes of it: returns the job's id (platform/mail/mail-job.server.ts). */
export async function enqueueEmail(
  tx: Transaction,
  { siteUrl }: Correspondent,
  to: string,
  message: (siteName: string) => Email,
  now: Date,
  unsubscribe?: string,
): Promise<number> {
  const { name: siteName } = await readSite(tx.db);
  const email = message(siteName);
  const frame = { siteName, siteUrl, ...(unsubscribe && { unsubscribe }) };
  const mail = { to, subject: email.subject, text: asText(email, frame), html: asHtml(email, frame) };
  return sendLater(tx, { ...mail, ...(unsubscribe && { unsubscribe }) }, siteUrl, now);
}

/** The same for notifications: sent only to people who want them, with one-click unsubscription (RFC
 *  8058). */
export async function notify(
  tx: Transaction,
  deps: Correspondent,
  accountId: number,
  message: (siteName: string) => Email,
  now: Date,
): Promise<void> {
  const account = await tx.db.account.findUnique({
    where: { id: accountId },
    select: { email: true, notices: true },
  });
  if (!account?.notices) return;
  const secret = await issueToken(tx, "unsubscribe", { accountId }, now);
  await writeTo(tx, deps, account.email, message, now, `${deps.siteUrl}/unsubscribe/${secret}`);
}

/** Turns off notifications for the account of a link. Returns false if the link is invalid. */
export async function unsubscribe(db: Database, secret: string, now: Date): Promise<boolean> {
  const link = await findToken(db, "unsubscribe", secret, now);
  if (!link.ok || link.accountId === null) return false;
  await wantNotices(db, link.accountId, false);
  return true;
}

export async function wantNotices(db: Database, accountId: number, notices: boolean): Promise<void> {
  await db.account.updateMany({ where: { id: accountId }, data: { notices } });
}

/** Sets how often a moderator is told of responses that wait. */
export async function wantQueueEmails(db: Database, accountId: number, often: QueueEmails): Promise<void> {
  await db.account.updateMany({ where: { id: accountId }, data: { queueEmails: often } });
}
