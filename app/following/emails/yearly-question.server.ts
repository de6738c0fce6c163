// Once a year, whoever follows something by e-mail is asked whether they want to go on.

import { createHash } from "node:crypto";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { Email } from "~/platform/mail/email";
import { listFollowed } from "../subscription.server";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
/** Subscribers that are read at once. */
const PORTION = 100;

export interface Question {
  subscriber: { id: number; linkVersion: number; refusals: number };
  to: string;
  messageId: string;
}

/** The next to be asked, by ID. They are asked again in a year, or by the same e-mail if it isn't noted as sent. */
export async function listUnasked(
  db: DatabaseClient,
  hostname: string,
  after: number,
  now: Date,
): Promise<Question[]> {
  const before = new Date(now.getTime() - YEAR_MS);
  const subscribers = await db.subscriber.findMany({
    where: {
      id: { gt: after },
      ...{ paused: null, askedAt: null, createdAt: { lt: before } },
      subscriptions: { some: { delivery: { not: "site" } } },
      AND: [
        { OR: [{ keptAt: null }, { keptAt: { lt: before } }] },
        { OR: [{ accountId: null }, { account: { status: "active", notices: true } }] },
      ],
    },
    orderBy: { id: "asc" },
    take: PORTION,
    select: {
      ...{ id: true, linkVersion: true, refusals: true, email: true, keptAt: true },
      account: { select: { email: true } },
    },
  });
  return subscribers.flatMap(({ email, account, keptAt, ...subscriber }) => {
    const to = account?.email ?? email;
    const year = createHash("sha256")
      .update(`keep ${subscriber.id} ${keptAt?.getTime() ?? 0}`)
      .digest("hex");
    return to ? { subscriber, to, messageId: `<${year.slice(0, 32)}@${hostname}>` } : [];
  });
}

export async function noteAsked(tx: Transaction, id: number, now: Date): Promise<void> {
  await tx.db.subscriber.update({ where: { id }, data: { askedAt: now }, select: { id: true } });
}

/** Names in the e-mail. */
const MAX_NAMED = 10;

/** "Keep these?", with what they follow by e-mail. */
export async function questionEmail(
  db: DatabaseClient,
  subscriberId: number,
  { siteName, keepHref, pausedOn }: { siteName: string; keepHref: string; pausedOn: string },
): Promise<Email> {
  const followed = (await listFollowed(db, subscriberId)).filter(({ delivery }) => delivery !== "site");
  const names = followed.slice(0, MAX_NAMED).map(({ name }) => `– ${name || `All new posts of ${siteName}`}`);
  const more = followed.length - names.length;
  return {
    subject: `Keep these e-mails from ${siteName}?`,
    paragraphs: [
      "For a year you have been getting e-mails about:",
      ...names,
      ...(more > 0 ? [`– and ${more} more`] : []),
      "Do you still want them?",
    ],
    link: { href: keepHref, words: "Keep these e-mails" },
    after: [`If you do nothing, they stop on ${pausedOn}. You can turn them on again at any time.`],
  };
}
