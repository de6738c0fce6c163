// Whoever follows something, and the standing link in their e-mails.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { nextDigest } from "./digest-time";

/** The subscriber of an account; made when it is first needed. Returns their ID. */
export async function subscriberOf(tx: Transaction, accountId: number, now: Date): Promise<number> {
  const found = await findSubscriber(tx.db, accountId);
  if (found) return found.id;
  const made = await tx.db.subscriber.create({ data: { accountId, createdAt: now }, select: { id: true } });
  return made.id;
}

export const findSubscriber = (db: DatabaseClient, accountId: number) =>
  db.subscriber.findUnique({
    where: { accountId },
    select: { id: true, digestHour: true, digestWeekday: true, timeZone: true, once: true, paused: true },
  });

/** How somebody wants their e-mails. */
export interface EmailTimes {
  digestHour: number;
  digestWeekday: number;
  /** Null is the site's. */
  timeZone: string | null;
  /** Of a conversation they are told once, until they mark it as read or respond. */
  once: boolean;
}

export const USUAL_TIMES: EmailTimes = { digestHour: 7, digestWeekday: 1, timeZone: null, once: false };

/** Sets when somebody's e-mails come. Those of the day or week that wait move there. */
export async function setEmailTimes(
  tx: Transaction,
  id: number,
  times: EmailTimes,
  { siteZone, now }: { siteZone: string; now: Date },
): Promise<void> {
  await tx.db.subscriber.update({ where: { id }, data: times, select: { id: true } });
  const { digestHour: hour, digestWeekday: weekday, timeZone } = times;
  for (const delivery of ["daily", "weekly"] as const)
    await tx.db.notification.updateMany({
      where: { subscriberId: id, delivery, dueAt: { not: null }, sending: null },
      data: { dueAt: nextDigest(delivery, { hour, weekday, timeZone: timeZone ?? siteZone }, now) },
    });
}

export interface Linked {
  id: number;
  linkVersion: number;
}

/** The standing link of a subscriber: it has no end, since it is made of the site's secret and kept nowhere. It can end what they
 *  follow and never add or read anything, because forwarded e-mails take it along. */
export function standingLink(siteSecret: SiteSecret, { id, linkVersion }: Linked): string {
  const proof = siteSecret.hash("following-link", `${id} ${linkVersion}`);
  // In lower case, as all addresses are.
  return `${id}-${Buffer.from(proof, "base64url").toString("hex")}`;
}

/** The subscriber of a standing link; null if it isn't one, or a newer one was made. */
export async function findByLink(db: DatabaseClient, siteSecret: SiteSecret, link: string) {
  const id = idIn(link);
  if (!id) return null;
  const subscriber = await db.subscriber.findUnique({
    where: { id },
    select: { id: true, linkVersion: true, successorId: true },
  });
  if (!subscriber || standingLink(siteSecret, subscriber) !== link) return null;
  return findLinked(db, subscriber.successorId ?? id);
}

const idIn = (link: string) => Number(/^(\d{1,9})-/.exec(link)?.[1]);

/** Links that somebody can have made, one after the other. */
const MAX_LINKS = 100;

/** Whether a link was that of somebody about whom everything is deleted since. Nothing is sent to them, which is what a mail program's
 *  button asks for. */
export async function wasLink(db: DatabaseClient, siteSecret: SiteSecret, link: string): Promise<boolean> {
  const id = idIn(link);
  if (!id || (await db.subscriber.count({ where: { id } })) > 0) return false;
  const versions = Array.from({ length: MAX_LINKS }, (_, linkVersion) => linkVersion);
  return versions.some((linkVersion) => standingLink(siteSecret, { id, linkVersion }) === link);
}

async function findLinked(db: DatabaseClient, id: number) {
  const found = await db.subscriber.findUnique({
    where: { id },
    select: { email: true, paused: true, accountId: true, account: { select: { email: true } } },
  });
  const email = found?.account?.email ?? found?.email;
  return found && email ? { id, email, paused: found.paused, isMember: found.accountId !== null } : null;
}

/** Makes a new standing link: the earlier ones end. */
export async function renewLink(tx: Transaction, id: number): Promise<void> {
  await tx.db.subscriber.update({
    where: { id },
    data: { linkVersion: { increment: 1 } },
    select: { id: true },
  });
}
