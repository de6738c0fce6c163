// The e-mails that are due: which notifications go together, and what became of each.

import { createHash } from "node:crypto";
import type { Transaction } from "~/platform/database/database.server";
import type { Delivery } from "./following.schema";
import { isReason, type Reason } from "./reasons";
import { nameThing, THING } from "./subscription.server";

/** Subscribers whose e-mails are made together. */
export const AT_ONCE = 100;
/** After this time, longer than an attempt takes, e-mails that a process took are due again: it ended. */
const LEASE_MS = 10 * 60 * 1000;
/** Notifications that one e-mail can have; it shows fewer and counts the others. */
const MAX_IN_ONE = 500;

export interface DueItem {
  id: number;
  reason: Reason;
  subscriptionId: number | null;
  /** What is followed, for "You follow the series …". */
  followed: { kind: string; name: string } | null;
  postId: number;
  commentId: number | null;
  newPostId: number | null;
}

/** An e-mail to one subscriber: an at-once one is about one conversation or one new post. */
export interface DueEmail {
  subscriber: { id: number; linkVersion: number; isMember: boolean };
  to: string;
  delivery: Exclude<Delivery, "site">;
  messageId: string;
  items: DueItem[];
}

/** Takes the next subscribers' due notifications, with the IDs of their e-mails, so that no other process sends them, and returns these e-mails. Those whose address can't get
 *  any are put on the site alone. */
export async function takeDue(tx: Transaction, hostname: string, now: Date): Promise<DueEmail[]> {
  const due = await tx.db.notification.findMany({
    where: { dueAt: { lte: now } },
    distinct: ["subscriberId"],
    orderBy: [{ dueAt: "asc" }, { subscriberId: "asc" }],
    take: AT_ONCE,
    select: { subscriberId: true },
  });
  const emails: DueEmail[] = [];
  for (const { subscriberId } of due) emails.push(...(await takeOf(tx, subscriberId, hostname, now)));
  return emails;
}

async function takeOf(
  tx: Transaction,
  subscriberId: number,
  hostname: string,
  now: Date,
): Promise<DueEmail[]> {
  const subscriber = await tx.db.subscriber.findUniqueOrThrow({
    where: { id: subscriberId },
    select: {
      ...{ id: true, linkVersion: true, email: true },
      account: { select: { email: true, status: true, notices: true } },
    },
  });
  const { account, email, ...linked } = subscriber;
  const to = account ? account.email : email;
  if (!to || (account && (account.status !== "active" || !account.notices))) {
    await tx.db.notification.updateMany({
      where: { subscriberId, dueAt: { not: null } },
      data: { dueAt: null, delivery: "site" },
    });
    return [];
  }
  const rows = await tx.db.notification.findMany({
    where: { subscriberId, dueAt: { lte: now } },
    orderBy: { id: "asc" },
    take: MAX_IN_ONE,
    select: {
      ...{ id: true, reason: true, subscriptionId: true, postId: true, commentId: true, newPostId: true },
      ...{ delivery: true, messageId: true, subscription: { select: THING } },
    },
  });
  const groups = new Map<string, typeof rows>();
  for (const row of rows) {
    // One that was being sent when its process ended goes again as it was.
    const key =
      row.messageId ??
      (row.delivery === "at-once"
        ? `at-once ${row.newPostId ? "post" : "conversation"} ${row.postId}`
        : row.delivery);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const emails: DueEmail[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const messageId = first.messageId ?? `<${hashOf(subscriberId, group)}@${hostname}>`;
    // Another process may be taking the same.
    const taken = await tx.db.notification.updateMany({
      where: { id: { in: group.map(({ id }) => id) }, dueAt: { lte: now } },
      data: { messageId, dueAt: new Date(now.getTime() + LEASE_MS) },
    });
    if (taken.count < group.length) continue;
    emails.push({
      ...{ subscriber: { ...linked, isMember: account !== null }, to, messageId },
      delivery: first.delivery as DueEmail["delivery"],
      items: group.map(({ reason, subscription, messageId: _id, delivery: _how, ...row }) => ({
        ...row,
        reason: isReason(reason) ? reason : "post",
        followed: subscription && nameThing(subscription),
      })),
    });
  }
  return emails;
}

const hashOf = (subscriberId: number, rows: readonly { id: number }[]) =>
  createHash("sha256")
    .update(`${subscriberId} ${rows.map(({ id }) => id).join(" ")}`)
    .digest("hex")
    .slice(0, 32);

/** Time until a mail server that refused an e-mail for now is asked again. */
const ASK_AGAIN_MS = 15 * 60 * 1000;
/** After this time it is no news: it stays on the site. */
const GIVE_UP_MS = 24 * 60 * 60 * 1000;

/** Notes that a mail server refused an e-mail: for good, or for now. What it tells stays on the site. */
export async function noteRefused(
  tx: Transaction,
  { items }: DueEmail,
  refusal: "for good" | "for now",
  now: Date,
): Promise<void> {
  const ids = { id: { in: items.map(({ id }) => id) } };
  const old = { createdAt: { lt: new Date(now.getTime() - GIVE_UP_MS) } };
  const dueAt = new Date(now.getTime() + ASK_AGAIN_MS);
  if (refusal === "for now") await tx.db.notification.updateMany({ where: ids, data: { dueAt } });
  await tx.db.notification.updateMany({
    where: { ...ids, ...(refusal === "for now" && old) },
    data: { dueAt: null },
  });
}

/** Gives back e-mails that were taken and not sent. */
export async function release(tx: Transaction, emails: readonly DueEmail[], now: Date): Promise<void> {
  const ids = emails.flatMap(({ items }) => items.map(({ id }) => id));
  await tx.db.notification.updateMany({ where: { id: { in: ids } }, data: { dueAt: now } });
}

/** Notes that an e-mail was sent, or fell away. */
export async function noteSent(tx: Transaction, { items }: DueEmail, sentAt: Date | null): Promise<void> {
  await tx.db.notification.updateMany({
    where: { id: { in: items.map(({ id }) => id) } },
    data: { dueAt: null, sentAt },
  });
}
