// Who is told of a thing, in portions: a post may have thousands of followers.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { type Delivery, MAX_RECIPIENTS } from "./following.schema";
import { REASONS, type Reason } from "./reasons";

/** One who is to be told, and why. */
export interface Told {
  subscriberId: number;
  reason: Reason;
  /** The subscription that tells them; null if they needn't follow for this. */
  subscriptionId: number | null;
  delivery: Delivery;
}

/** Followers that are told in one transaction: a fifth of a second. */
export const PORTION = 500;

/** What can be followed about a thing: its series, tags and so on. */
export interface About {
  site?: true;
  postId?: number;
  commentIds?: number[];
  seriesId?: number | null;
  tagIds?: number[];
  personIds?: number[];
}

/** The followers after a subscriber, by ID; each once, with their first reason. `last` is null after the last portion. */
export async function listFollowers(
  db: DatabaseClient,
  about: About,
  after: number,
): Promise<{ told: Told[]; last: number | null }> {
  const rows = await db.subscription.findMany({
    where: { subscriberId: { gt: after }, OR: conditionsOf(about) },
    orderBy: [{ subscriberId: "asc" }, { id: "asc" }],
    take: PORTION,
    select: {
      ...{ id: true, subscriberId: true, delivery: true, site: true, postId: true },
      ...{ commentId: true, seriesId: true, tagId: true },
    },
  });
  const isWhole = rows.length < PORTION;
  const lastId = rows.at(-1)?.subscriberId ?? null;
  // The last subscriber's other subscriptions may be in the next portion.
  const sure = isWhole ? rows : rows.filter(({ subscriberId }) => subscriberId !== lastId);
  const told = sure.map(({ id, subscriberId, delivery, ...thing }) => ({
    ...{ subscriberId, subscriptionId: id, delivery: delivery as Delivery, reason: reasonOf(thing) },
  }));
  return { told: firstReasons(told), last: isWhole ? null : (sure.at(-1)?.subscriberId ?? null) };
}

/** How many followers get an e-mail about a post, at most MAX_RECIPIENTS + 1. Leaves out its writers, and whoever was told of it. */
export const countRecipients = (
  db: DatabaseClient,
  about: About,
  { postId, writerIds }: { postId: number | null; writerIds: number[] },
): Promise<number> =>
  db.subscriber.count({
    where: {
      subscriptions: { some: { OR: conditionsOf(about), delivery: { not: "site" } } },
      paused: null,
      ...(postId !== null && { notifications: { none: { newPostId: postId } } }),
      OR: [
        { accountId: null },
        { account: { status: "active", notices: true, personId: { notIn: writerIds } } },
      ],
    },
    take: MAX_RECIPIENTS + 1,
  });

function conditionsOf({ site, postId, commentIds, seriesId, tagIds, personIds }: About) {
  const conditions: Prisma.SubscriptionWhereInput[] = [];
  if (site) conditions.push({ site });
  if (postId !== undefined) conditions.push({ postId });
  if (commentIds?.length) conditions.push({ commentId: { in: commentIds } });
  // Those who get a part a week hear of a new one when it is its turn.
  if (seriesId) conditions.push({ seriesId, partAt: null });
  if (tagIds?.length) conditions.push({ tagId: { in: tagIds } });
  if (personIds?.length) conditions.push({ personId: { in: personIds } });
  return conditions;
}

type Columns = Record<"postId" | "commentId" | "seriesId" | "tagId", number | null> & {
  site: boolean | null;
};

function reasonOf({ site, postId, commentId, seriesId, tagId }: Columns): Reason {
  if (commentId !== null) return "thread";
  if (postId !== null) return "post";
  if (seriesId !== null) return "series";
  if (tagId !== null) return "tag";
  return site ? "site" : "person";
}

/** Each subscriber once, with the first of their reasons. */
export function firstReasons(told: readonly Told[]): Told[] {
  const first = new Map<number, Told>();
  for (const one of told) {
    const before = first.get(one.subscriberId);
    if (!before || REASONS.indexOf(one.reason) < REASONS.indexOf(before.reason))
      first.set(one.subscriberId, one);
  }
  return [...first.values()];
}
