// Whoever follows without an account, by a confirmed e-mail address, and how that becomes an account's.

import { findAccountByEmail } from "~/accounts/account.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { deleteRequests } from "./follow-request.server";
import { findSubscriber, subscriberOf } from "./subscriber.server";

/** The subscriber of a confirmed address, which may be an account's; null if they never followed anything. */
export async function findByAddress(db: DatabaseClient, email: string): Promise<number | null> {
  const account = await findAccountByEmail(db, email);
  const found = account
    ? await findSubscriber(db, account.id)
    : await db.subscriber.findUnique({ where: { email }, select: { id: true } });
  return found?.id ?? null;
}

/** The same; made when it is first needed. */
export async function subscriberOfAddress(tx: Transaction, email: string, now: Date): Promise<number> {
  const account = await findAccountByEmail(tx.db, email);
  if (account) {
    // An account that an administrator made for an address with which somebody followed before.
    await takeOverAddress(tx, { accountId: account.id, email });
    return subscriberOf(tx, account.id, now);
  }
  const found = await tx.db.subscriber.findUnique({ where: { email }, select: { id: true } });
  if (found) return found.id;
  return (await tx.db.subscriber.create({ data: { email, createdAt: now }, select: { id: true } })).id;
}

/** What makes the standing link of a subscriber. */
export const getLinked = (db: DatabaseClient, id: number) =>
  db.subscriber.findUniqueOrThrow({ where: { id }, select: { id: true, linkVersion: true } });

/** Lets an account have what was followed with its address, which its owner confirmed. Nobody is told. Again, nothing happens. */
export async function takeOverAddress(
  tx: Transaction,
  { accountId, email }: { accountId: number; email: string },
): Promise<void> {
  const guest = await tx.db.subscriber.findUnique({ where: { email }, select: { id: true } });
  if (!guest) return;
  const own = await findSubscriber(tx.db, accountId);
  if (own) return merge(tx, guest.id, own.id);
  await tx.db.subscriber.update({
    where: { id: guest.id },
    data: { accountId, email: null },
    select: { id: true },
  });
}

/** Moves everything to another subscriber, who keeps their own choice where both have one. The earlier links work on. */
async function merge(tx: Transaction, from: number, to: number): Promise<void> {
  const both = { in: [from, to] };
  const subscriptions = await tx.db.subscription.findMany({ where: { subscriberId: both } });
  const thingOf = ({ site, postId, commentId, seriesId, tagId, personId }: (typeof subscriptions)[number]) =>
    JSON.stringify([site, postId, commentId, seriesId, tagId, personId]);
  const owned = new Set(subscriptions.filter(({ subscriberId }) => subscriberId === to).map(thingOf));
  const moved = subscriptions.filter((row) => row.subscriberId === from && !owned.has(thingOf(row)));
  await tx.db.subscription.updateMany({
    where: { id: { in: moved.map(({ id }) => id) } },
    data: { subscriberId: to },
  });
  await tx.db.subscription.deleteMany({ where: { subscriberId: from } });
  // Whoever was told of a thing as a guest isn't told of it as a member.
  const told = await tx.db.notification.findMany({ where: { subscriberId: to } });
  const known = new Set(told.map(({ newPostId, commentId }) => `${newPostId} ${commentId}`));
  const waiting = await tx.db.notification.findMany({ where: { subscriberId: from } });
  const ids = waiting
    .filter(({ newPostId, commentId }) => !known.has(`${newPostId} ${commentId}`))
    .map(({ id }) => id);
  await tx.db.notification.updateMany({ where: { id: { in: ids } }, data: { subscriberId: to } });
  await tx.db.notification.deleteMany({ where: { subscriberId: from } });
  const muted = await tx.db.mutedConversation.findMany({ where: { subscriberId: both } });
  const silent = new Set(muted.filter(({ subscriberId }) => subscriberId === to).map(({ postId }) => postId));
  const postIds = muted.map(({ postId }) => postId).filter((postId) => !silent.has(postId));
  await tx.db.mutedConversation.updateMany({
    where: { subscriberId: from, postId: { in: postIds } },
    data: { subscriberId: to },
  });
  await tx.db.mutedConversation.deleteMany({ where: { subscriberId: from } });
  await tx.db.notificationPreference.deleteMany({ where: { subscriberId: from } });
  await tx.db.subscriber.updateMany({ where: { successorId: from }, data: { successorId: to } });
  await tx.db.subscriber.update({
    where: { id: from },
    data: { email: null, successorId: to },
    select: { id: true },
  });
}

/** Deletes everything about an address without an account. */
export async function forgetAddress(tx: Transaction, email: string): Promise<void> {
  await tx.db.subscriber.deleteMany({ where: { email } });
  await deleteRequests(tx, email);
}

/** Deletes subscribers who gave what they followed to an account that is no more. */
export async function pruneSubscribers(tx: Transaction): Promise<void> {
  const given = await tx.db.subscriber.findMany({
    where: { successorId: { not: null } },
    select: { id: true, successorId: true },
  });
  const successors = await tx.db.subscriber.findMany({
    where: { id: { in: given.map(({ successorId }) => successorId ?? 0) } },
    select: { id: true },
  });
  const alive = new Set<number | null>(successors.map(({ id }) => id));
  const orphans = given.filter(({ successorId }) => !alive.has(successorId)).map(({ id }) => id);
  await tx.db.subscriber.deleteMany({ where: { id: { in: orphans } } });
}
