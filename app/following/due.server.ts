// The e-mails that are due: which notifications go together, and what became of each.

import { createHash, randomUUID } from "node:crypto";
import type { Prisma, Transaction } from "~/platform/database/database.server";
import { noteArrival, noteRefusal } from "./emails/pause.server";
import type { Delivery } from "./following.schema";
import { isReason, type Reason } from "./reasons";
import { nameThing, THING } from "./subscription.server";

/** Subscribers whose e-mails are made together: a hundredth of a second, in which no page is answered. */
const AT_ONCE = 25;
/** After this time, longer than an attempt takes, e-mails that a process took are due again: it ended. */
const LEASE_MS = 10 * 60 * 1000;
/** Notifications that are read together, and the most that an e-mail can have; it shows fewer and counts the others. */
const MAX_ROWS = 2_000;

export interface DueItem {
  id: number;
  reason: Reason;
  subscriptionId: number | null;
  /** What is followed, for "You follow the series …". */
  followed: { kind: string; name: string } | null;
  postId: number;
  commentId: number | null;
  newPostId: number | null;
  /** How often the mail server refused it for now. */
  attempts: number;
}

/** An e-mail to one subscriber: an at-once one is about one conversation or one new post. */
export interface DueEmail {
  subscriber: { id: number; linkVersion: number; refusals: number; isMember: boolean };
  to: string;
  delivery: Exclude<Delivery, "site">;
  messageId: string;
  items: DueItem[];
}

/** Takes the next subscribers' due notifications, so that no other process sends them, and returns their e-mails; null if nothing is due.
 *  Those whose address can't get any are put on the site alone. */
export async function takeDue(tx: Transaction, hostname: string, now: Date): Promise<DueEmail[] | null> {
  const due = await tx.db.notification.findMany({
    where: { dueAt: { lte: now } },
    orderBy: [{ dueAt: "asc" }, { subscriberId: "asc" }],
    take: 10 * AT_ONCE,
    select: { subscriberId: true },
  });
  if (due.length === 0) return null;
  const ids = [...new Set(due.map(({ subscriberId }) => subscriberId))].slice(0, AT_ONCE);
  const recipients = await listRecipients(tx, ids);
  const rows = await listDue(tx, [...recipients.keys()], now);
  const sending = randomUUID();
  const take = async (which: DueRow[], data: { sending?: string }) => {
    const ids = which.map(({ id }) => id);
    if (ids.length === 0) return;
    const dueAt = new Date(now.getTime() + LEASE_MS);
    await tx.db.notification.updateMany({ where: { id: { in: ids } }, data: { ...data, dueAt } });
  };
  await take(
    rows.filter((row) => row.sending === null),
    { sending },
  );
  // What was being sent when its process ended goes again as it was.
  await take(
    rows.filter((row) => row.sending !== null),
    {},
  );
  const groups = new Map<string, DueRow[]>();
  for (const row of rows) {
    const key = `${row.subscriberId} ${row.sending ?? sending} ${groupOf(row)}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].flatMap(([key, group]) => {
    const [first] = group;
    const recipient = first && recipients.get(first.subscriberId);
    return recipient
      ? { ...recipient, ...emailOf(group, first.delivery), messageId: `<${hashOf(key)}@${hostname}>` }
      : [];
  });
}

/** Those of the subscribers who can get e-mails. What is due to the others stays on the site. */
async function listRecipients(tx: Transaction, ids: number[]) {
  const subscribers = await tx.db.subscriber.findMany({
    where: { id: { in: ids } },
    select: {
      ...{ id: true, linkVersion: true, email: true, refusals: true, paused: true },
      account: { select: { email: true, status: true, notices: true } },
    },
  });
  const recipients = new Map<number, Pick<DueEmail, "subscriber" | "to">>();
  for (const { account, email, paused, ...subscriber } of subscribers) {
    const to = account ? account.email : email;
    if (to && paused !== "refused" && (!account || (account.status === "active" && account.notices)))
      recipients.set(subscriber.id, { subscriber: { ...subscriber, isMember: account !== null }, to });
  }
  const others = ids.filter((id) => !recipients.has(id));
  if (others.length > 0)
    await tx.db.notification.updateMany({
      where: { subscriberId: { in: others }, dueAt: { not: null } },
      data: { dueAt: null, delivery: "site" },
    });
  return recipients;
}

const ROW = {
  ...{ id: true, subscriberId: true, reason: true, subscriptionId: true, postId: true, commentId: true },
  ...{ newPostId: true, delivery: true, sending: true, attempts: true, subscription: { select: THING } },
} satisfies Prisma.NotificationSelect;
type DueRow = Prisma.NotificationGetPayload<{ select: typeof ROW }>;

/** All that is due to each of the subscribers, or to the first of them. */
async function listDue(tx: Transaction, subscriberIds: number[], now: Date): Promise<DueRow[]> {
  const rows = await tx.db.notification.findMany({
    where: { subscriberId: { in: subscriberIds }, dueAt: { lte: now } },
    orderBy: [{ subscriberId: "asc" }, { id: "asc" }],
    take: MAX_ROWS,
    select: ROW,
  });
  const last = rows.at(-1)?.subscriberId;
  const isWhole = rows.length < MAX_ROWS || rows[0]?.subscriberId === last;
  // The last one may have more.
  return isWhole ? rows : rows.filter(({ subscriberId }) => subscriberId !== last);
}

/** What goes in one e-mail. */
const groupOf = ({ delivery, newPostId, postId }: DueRow) =>
  delivery === "at-once" ? `at-once ${newPostId ? "post" : "conversation"} ${postId}` : delivery;

const emailOf = (rows: DueRow[], delivery: string): Pick<DueEmail, "delivery" | "items"> => ({
  delivery: delivery as DueEmail["delivery"],
  items: rows.map(({ reason, subscription, ...row }) => ({
    ...row,
    reason: isReason(reason) ? reason : "post",
    followed: subscription && nameThing(subscription),
  })),
});

const hashOf = (key: string) => createHash("sha256").update(key).digest("hex").slice(0, 32);

/** Time until a mail server that refused an e-mail for now is asked again; twice as long after each refusal. */
const ASK_AGAIN_MS = 15 * 60 * 1000;
/** After these, the last of them sixteen hours after the first, it is no news. */
const MAX_ATTEMPTS = 7;

/** Notes that a mail server refused an e-mail: for good, or for now. What isn't sent in the end stays on the site. */
export async function noteRefused(
  tx: Transaction,
  { items, subscriber }: DueEmail,
  refusal: "for good" | "for now",
  now: Date,
): Promise<void> {
  const attempts = 1 + Math.max(...items.map((item) => item.attempts));
  const waitMs = ASK_AGAIN_MS * 2 ** (attempts - 1);
  const isOver = refusal === "for good" || attempts >= MAX_ATTEMPTS;
  await tx.db.notification.updateMany({
    where: { id: { in: items.map(({ id }) => id) } },
    data: { attempts, dueAt: isOver ? null : new Date(now.getTime() + waitMs) },
  });
  if (refusal === "for good") await noteRefusal(tx, subscriber.id, now);
}

/** Gives back e-mails that were taken and not sent. */
export async function release(tx: Transaction, emails: readonly DueEmail[], now: Date): Promise<void> {
  const ids = emails.flatMap(({ items }) => items.map(({ id }) => id));
  await tx.db.notification.updateMany({ where: { id: { in: ids } }, data: { dueAt: now } });
}

/** Notes that an e-mail was sent, or fell away. */
export async function noteSent(
  tx: Transaction,
  { items, subscriber }: DueEmail,
  sentAt: Date | null,
): Promise<void> {
  await tx.db.notification.updateMany({
    where: { id: { in: items.map(({ id }) => id) } },
    data: { dueAt: null, sentAt },
  });
  if (sentAt && subscriber.refusals > 0) await noteArrival(tx, subscriber.id);
}
