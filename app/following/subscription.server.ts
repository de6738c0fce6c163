// What somebody follows.

import { commentPath } from "~/comments/comment";
import { personPath } from "~/people/person";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { postPath } from "~/posts/post";
import { seriesPath } from "~/series/series";
import { tagPath } from "~/tags/tag-list";
import { isPublished, isReadable } from "~/visibility/status";
import { type Chosen, MAX_FOLLOWED, type ThingKind } from "./following.schema";

/** A thing that can be followed. The site's ID is 0. */
export interface Thing {
  kind: ThingKind;
  id: number;
}

const COLUMNS = new Map([
  ["posts", "postId"],
  ["comments", "commentId"],
  ["series", "seriesId"],
  ["tags", "tagId"],
  ["people", "personId"],
] as const);

type Column = { site: true } | { postId: number } | { commentId: number } | { seriesId: number };

const columnOf = ({ kind, id }: Thing): Column =>
  kind === "site" ? { site: true } : ({ [COLUMNS.get(kind) as string]: id } as unknown as Column);

/** How somebody follows a thing; null if they don't. */
export async function findSubscription(
  db: DatabaseClient,
  subscriberId: number,
  thing: Thing,
): Promise<{ id: number; delivery: Chosen } | null> {
  const row = await db.subscription.findFirst({
    where: { subscriberId, ...columnOf(thing) },
    select: { id: true, delivery: true, partAt: true },
  });
  return row && { id: row.id, delivery: chosenOf(row) };
}

const chosenOf = ({ delivery, partAt }: { delivery: string; partAt: Date | null }): Chosen =>
  partAt ? "parts" : (delivery as Chosen);

/** The columns of a choice. A series that comes a part a week is followed at once after its last part. */
const columnsOf = (chosen: Chosen, now: Date) =>
  chosen === "parts"
    ? { delivery: "at-once", partAfter: 0, partAt: now }
    : { delivery: chosen, partAfter: null, partAt: null };

/** Follows a thing, or changes how one is told of it. Refused beyond MAX_FOLLOWED things. */
export async function follow(
  tx: Transaction,
  subscriberId: number,
  thing: Thing,
  delivery: Chosen,
  now: Date,
): Promise<{ ok: true } | { ok: false; reason: "following.too-many" }> {
  const found = await findSubscription(tx.db, subscriberId, thing);
  if (found) {
    await changeDelivery(tx, subscriberId, found.id, delivery, now);
    return { ok: true };
  }
  if ((await tx.db.subscription.count({ where: { subscriberId } })) >= MAX_FOLLOWED)
    return { ok: false, reason: "following.too-many" };
  const data = { subscriberId, ...columnOf(thing), ...columnsOf(delivery, now), createdAt: now };
  await tx.db.subscription.create({ data, select: { id: true } });
  return { ok: true };
}

/** Changes how one is told by a subscription of one's own. What waits to be sent goes as it was chosen before, or not at all. */
export async function changeDelivery(
  tx: Transaction,
  subscriberId: number,
  id: number,
  delivery: Chosen,
  now: Date,
): Promise<void> {
  // A series that is on its way isn't begun anew.
  const which = delivery === "parts" ? { seriesId: { not: null }, partAt: null } : {};
  await tx.db.subscription.updateMany({
    where: { id, subscriberId, ...which },
    data: columnsOf(delivery, now),
  });
  if (delivery === "site")
    await tx.db.notification.updateMany({
      where: { subscriptionId: id, subscriberId, dueAt: { not: null } },
      data: { dueAt: null, delivery },
    });
}

/** Ends a subscription of one's own, with what it would still have told. */
export async function endSubscription(tx: Transaction, subscriberId: number, id: number): Promise<boolean> {
  await tx.db.notification.updateMany({
    where: { subscriptionId: id, subscriberId, sentAt: null },
    data: { dueAt: null },
  });
  const ended = await tx.db.subscription.deleteMany({ where: { id, subscriberId } });
  return ended.count > 0;
}

/** Whoever follows a tag follows another instead. How they are told of that stays, if they follow it already. */
export async function moveTagFollowers(tx: Transaction, from: number, to: number): Promise<void> {
  await tx.db.subscription.updateMany({
    where: { tagId: from, subscriber: { subscriptions: { none: { tagId: to } } } },
    data: { tagId: to },
  });
}

export interface Followed {
  id: number;
  delivery: Chosen;
  kind: ThingKind;
  /** The title or name; "" for the site. */
  name: string;
  /** Null if it isn't public now. */
  path: string | null;
}

/** All that somebody follows, the newest first. */
export async function listFollowed(db: DatabaseClient, subscriberId: number): Promise<Followed[]> {
  const rows = await db.subscription.findMany({
    where: { subscriberId },
    orderBy: { id: "desc" },
    take: MAX_FOLLOWED,
    select: { id: true, delivery: true, partAt: true, ...THING },
  });
  return rows.map(({ id, delivery, partAt, ...row }) => ({
    ...{ id, delivery: chosenOf({ delivery, partAt }) },
    ...nameThing(row),
  }));
}

/** What names a subscription's thing. */
export const THING = {
  site: true,
  post: { select: { title: true, slug: true, status: true } },
  comment: {
    select: { id: true, number: true, status: true, post: { select: { title: true, status: true } } },
  },
  series: { select: { title: true, slug: true } },
  tag: { select: { name: true, slug: true } },
  person: { select: { name: true, handle: true } },
} satisfies Prisma.SubscriptionSelect;

type NamedThing = Prisma.SubscriptionGetPayload<{ select: typeof THING }>;

export function nameThing({
  post,
  comment,
  series,
  tag,
  person,
}: NamedThing): Omit<Followed, "id" | "delivery"> {
  // What it says now may not be for everyone.
  if (post && !isPublished(post)) return { kind: "posts", name: "A post that isn’t public now", path: null };
  if (post) return { kind: "posts", name: post.title, path: postPath(post.slug) };
  if (comment && !isReadable(comment))
    return { kind: "comments", name: "A response that isn’t public now", path: null };
  if (comment)
    return {
      kind: "comments",
      name: `response ${comment.number ?? ""} to ${comment.post.title}`,
      path: commentPath(comment.id),
    };
  if (series) return { kind: "series", name: series.title, path: seriesPath(series.slug) };
  if (tag) return { kind: "tags", name: tag.name, path: tagPath(tag.slug) };
  if (person) return { kind: "people", name: person.name, path: personPath(person.handle) };
  return { kind: "site", name: "", path: "/" };
}
