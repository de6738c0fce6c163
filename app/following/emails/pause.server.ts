// E-mails pause while they don't arrive, or if nobody wants to go on with them; what they would have told is on the site.

import type { Transaction } from "~/platform/database/database.server";

/** "refused": the mail server refused the address. "unkept": a yearly question wasn't answered, so that only answers to oneself come. */
export type Pause = "refused" | "unkept";
export const readPause = (word: string | null): Pause | null =>
  word === "refused" || word === "unkept" ? word : null;

/** A mailbox may be full for a day or two. */
const MAX_REFUSALS = 3;
/** A mail server that has an hour of trouble refuses many e-mails, which count once. */
const COUNT_AGAIN_MS = 20 * 60 * 60 * 1000;

/** Notes that the mail server refused an e-mail to a subscriber for good. On the third day in a row with none that it took, their e-mails
 *  pause. */
export async function noteRefusal(tx: Transaction, id: number, now: Date): Promise<void> {
  const counted = { lt: new Date(now.getTime() - COUNT_AGAIN_MS) };
  await tx.db.subscriber.updateMany({
    where: { id, OR: [{ refusedAt: null }, { refusedAt: counted }] },
    data: { refusals: { increment: 1 }, refusedAt: now },
  });
  const paused = await tx.db.subscriber.updateMany({
    where: { id, refusals: { gte: MAX_REFUSALS } },
    data: { paused: "refused" },
  });
  if (paused.count > 0) await putOnSite(tx, { subscriberId: id });
}

/** Notes that an e-mail arrived after all. */
export async function noteArrival(tx: Transaction, id: number): Promise<void> {
  await tx.db.subscriber.update({
    where: { id },
    data: { refusals: 0, refusedAt: null },
    select: { id: true },
  });
}

/** Sends e-mails again: their owner says that they arrive, and that they want to go on. */
export async function resume(tx: Transaction, id: number, now: Date): Promise<void> {
  await tx.db.subscriber.updateMany({
    where: { id },
    data: { paused: null, refusals: 0, refusedAt: null, askedAt: null, keptAt: now },
  });
}

/** Ends a pause of an account whose address has changed. */
export async function resumeChangedAddress(tx: Transaction, accountId: number): Promise<void> {
  await tx.db.subscriber.updateMany({ where: { accountId }, data: { refusals: 0, refusedAt: null } });
  await tx.db.subscriber.updateMany({ where: { accountId, paused: "refused" }, data: { paused: null } });
}

/** The yearly question can be answered for three months before the e-mails pause. */
export const ANSWER_MS = 90 * 24 * 60 * 60 * 1000;

/** Pauses the e-mails that nobody wanted to keep. */
export async function pauseUnkept(tx: Transaction, now: Date): Promise<void> {
  const unkept = { askedAt: { lt: new Date(now.getTime() - ANSWER_MS) }, paused: null };
  await putOnSite(tx, { subscriber: unkept, subscriptionId: { not: null } });
  await tx.db.subscriber.updateMany({ where: unkept, data: { paused: "unkept" } });
}

/** What waits to be sent stays on the site. */
const putOnSite = (
  tx: Transaction,
  which: { subscriberId: number } | { subscriber: object; subscriptionId: object },
) =>
  tx.db.notification.updateMany({
    where: { ...which, dueAt: { not: null } },
    data: { dueAt: null, delivery: "site" },
  });
