// What somebody is told, each thing once.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { countRows, findRow } from "~/platform/database/rows/row-statements.server";
import { nextDigest } from "./digest-time";
import { readPause } from "./emails/pause.server";
import type { Told } from "./followers.server";
import { BATCH_MS, KEEP_NOTIFICATIONS_MS, MAX_COUNTED } from "./following.schema";

/** A response in the conversation of a post, or a new post. */
export type ToldThing = { postId: number; commentId: number } | { postId: number; newPostId: number };

/** Told together: in the time of their statements, a hundredth of a second, no page is answered. */
const AT_ONCE = 50;

interface Telling {
  writerIds: readonly number[];
  quiet?: boolean;
  timeZone: string;
  now: Date;
}

/** Notes what is told to whom. Leaves out those who know it already or wrote it, and for a response those who muted the conversation or
 *  its writer. If it is `quiet`, nobody gets an e-mail. */
export async function addNotifications(
  tx: Transaction,
  thing: ToldThing,
  told: readonly Told[],
  telling: Telling,
): Promise<void> {
  for (let from = 0; from < told.length; from += AT_ONCE)
    await addSome(tx, thing, told.slice(from, from + AT_ONCE), telling);
}

async function addSome(
  tx: Transaction,
  thing: ToldThing,
  told: readonly Told[],
  { writerIds, quiet = false, timeZone, now }: Telling,
): Promise<void> {
  const ids = told.map(({ subscriberId }) => subscriberId);
  const { postId } = thing;
  const isResponse = "commentId" in thing;
  const same = isResponse ? { commentId: thing.commentId } : { newPostId: thing.newPostId };
  const subscribers = await tx.db.subscriber.findMany({
    where: {
      id: { in: ids },
      notifications: { none: same },
      ...(isResponse && { muted: { none: { postId } } }),
      NOT: {
        account: { OR: writerIds.flatMap((id) => [{ personId: id }, ...(isResponse ? [mutes(id)] : [])]) },
      },
      OR: [{ account: { status: "active" } }, { accountId: null }],
    },
    select: {
      ...{ id: true, digestHour: true, digestWeekday: true, timeZone: true, paused: true, once: true },
      account: { select: { notices: true } },
    },
  });
  const batched = isResponse ? await findBatches(tx.db, postId, ids, now) : new Map<number, Date>();
  const informed = isResponse ? await listInformed(tx.db, postId, subscribers) : new Set<number>();
  const byId = new Map(subscribers.map((subscriber) => [subscriber.id, subscriber]));
  const rows = told.flatMap(({ subscriberId, reason, subscriptionId, delivery: wanted }) => {
    const subscriber = byId.get(subscriberId);
    if (!subscriber) return [];
    // Who turned off all notifications by e-mail finds them on the site.
    const { paused, account } = subscriber;
    const isPaused = paused === "refused" || (paused === "unkept" && subscriptionId !== null);
    const isQuiet = quiet || isPaused || account?.notices === false || informed.has(subscriberId);
    const delivery = isQuiet ? "site" : wanted;
    const time = {
      ...{ hour: subscriber.digestHour, weekday: subscriber.digestWeekday },
      timeZone: subscriber.timeZone ?? timeZone,
    };
    const dueAt =
      delivery === "site"
        ? null
        : delivery === "at-once"
          ? later(now, batched.get(subscriberId))
          : nextDigest(delivery, time, now);
    const row = { subscriberId, reason, subscriptionId, postId, delivery, dueAt, createdAt: now };
    return [{ ...row, ...same }];
  });
  if (rows.length > 0) await tx.db.notification.createMany({ data: rows });
}

/** Tells somebody a part of a series by e-mail. False if they were told it by e-mail already. */
export async function addPartNotification(
  tx: Transaction,
  { id: subscriptionId, subscriberId }: { id: number; subscriberId: number },
  postId: number,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<boolean> {
  const known = await tx.db.notification.findUnique({
    where: { subscriberId_newPostId: { subscriberId, newPostId: postId } },
    select: { id: true, sentAt: true },
  });
  if (known?.sentAt) return false;
  // One that was told on the site alone is told again.
  if (known) await tx.db.notification.delete({ where: { id: known.id } });
  const told = { subscriberId, subscriptionId, reason: "series" as const, delivery: "at-once" as const };
  await addNotifications(tx, { postId, newPostId: postId }, [told], { writerIds: [], timeZone, now });
  return true;
}

const mutes = (personId: number): Prisma.AccountWhereInput => ({ mutes: { some: { personId } } });

const later = (one: Date, other: Date | undefined) => (other && other > one ? other : one);

/** Those who want to hear of a conversation once, and got an e-mail about it that they haven't marked as read. */
async function listInformed(
  db: DatabaseClient,
  postId: number,
  subscribers: readonly { id: number; once: boolean }[],
): Promise<Set<number>> {
  const ids = subscribers.filter(({ once }) => once).map(({ id }) => id);
  if (ids.length === 0) return new Set();
  const rows = await db.notification.findMany({
    where: {
      ...{ postId, subscriberId: { in: ids }, commentId: { not: null } },
      ...{ sentAt: { not: null }, readAt: null },
    },
    distinct: ["subscriberId"],
    select: { subscriberId: true },
  });
  return new Set(rows.map(({ subscriberId }) => subscriberId));
}

/** When the next e-mail about a conversation may go to each: with one that waits, or ten minutes after the last. */
async function findBatches(
  db: DatabaseClient,
  postId: number,
  subscriberIds: number[],
  now: Date,
): Promise<Map<number, Date>> {
  const recent = await db.notification.findMany({
    where: {
      ...{ postId, subscriberId: { in: subscriberIds }, delivery: "at-once", commentId: { not: null } },
      OR: [{ dueAt: { not: null } }, { sentAt: { gt: new Date(now.getTime() - BATCH_MS) } }],
    },
    select: { subscriberId: true, dueAt: true, sentAt: true },
  });
  const times = new Map<number, Date>();
  for (const { subscriberId, dueAt, sentAt } of recent) {
    const next = dueAt ?? (sentAt && new Date(sentAt.getTime() + BATCH_MS));
    if (next) times.set(subscriberId, later(next, times.get(subscriberId)));
  }
  return times;
}

/** What all pages tell a member: how much they haven't read yet, at most MAX_COUNTED + 1, and whether their e-mails pause. */
export async function findNews(db: DatabaseClient, accountId: number) {
  const subscriber = await findRow(db, "Subscriber", { id: true, paused: true }, { accountId });
  if (!subscriber) return { unread: 0, isPaused: false };
  const unread = await countRows(
    db,
    "Notification",
    { subscriberId: subscriber.id, readAt: null },
    MAX_COUNTED + 1,
  );
  return { unread, isPaused: readPause(subscriber.paused) !== null };
}

/** Marks those up to an ID as read, so that one that came meanwhile stays new. */
export async function markRead(
  tx: Transaction,
  subscriberId: number,
  upTo: number,
  now: Date,
): Promise<void> {
  await tx.db.notification.updateMany({
    where: { subscriberId, id: { lte: upTo }, readAt: null },
    data: { readAt: now },
  });
}

/** Marks as read what a person was told of a conversation in which they respond. */
export async function markConversationRead(
  tx: Transaction,
  personId: number,
  postId: number,
  now: Date,
): Promise<void> {
  await tx.db.notification.updateMany({
    where: { postId, commentId: { not: null }, readAt: null, subscriber: { account: { personId } } },
    data: { readAt: now },
  });
}

/** Sends no e-mail about anything that was noted so far. */
export async function silence(tx: Transaction): Promise<void> {
  await tx.db.notification.updateMany({
    where: { dueAt: { not: null } },
    data: { dueAt: null, delivery: "site" },
  });
}

export async function pruneNotifications(tx: Transaction, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEEP_NOTIFICATIONS_MS);
  await tx.db.notification.deleteMany({ where: { createdAt: { lt: before } } });
}
