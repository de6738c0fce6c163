// How members are told of what they needn't follow, and conversations that they muted.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { postPath } from "~/posts/post";
import { everyone } from "~/visibility/visibility.server";
import { MAX_FOLLOWED, PREFERENCES, type Preference, WANTED, type Wanted } from "./following.schema";
import type { Reason } from "./reasons";

/** Answers to oneself are worth an e-mail. */
const DEFAULT: Wanted = "at-once";

const isWanted = (word: string): word is Wanted => WANTED.some((wanted) => wanted === word);

export async function readPreferences(
  db: DatabaseClient,
  subscriberId: number | null,
): Promise<Record<Preference, Wanted>> {
  const rows =
    subscriberId === null ? [] : await db.notificationPreference.findMany({ where: { subscriberId } });
  const chosen = new Map(rows.map(({ kind, delivery }) => [kind, delivery]));
  const entries = PREFERENCES.map((kind) => {
    const delivery = chosen.get(kind) ?? DEFAULT;
    return [kind, isWanted(delivery) ? delivery : DEFAULT];
  });
  return Object.fromEntries(entries) as Record<Preference, Wanted>;
}

const REASON_OF = {
  replies: "reply",
  mentions: "mention",
  continued: "continued",
  "own-posts": "own-post",
} as const satisfies Record<Preference, Reason>;

export async function setPreference(
  tx: Transaction,
  subscriberId: number,
  kind: Preference,
  delivery: Wanted,
): Promise<void> {
  await tx.db.notificationPreference.upsert({
    where: { subscriberId_kind: { subscriberId, kind } },
    create: { subscriberId, kind, delivery },
    update: { delivery },
  });
  if (delivery === "never")
    await tx.db.notification.updateMany({
      where: { subscriberId, sentAt: null, reason: REASON_OF[kind] },
      data: { dueAt: null },
    });
}

/** Mutes a conversation: nothing of it is told any more, whatever else somebody follows. */
export async function muteConversation(
  tx: Transaction,
  subscriberId: number,
  postId: number,
  now: Date,
): Promise<void> {
  await tx.db.mutedConversation.upsert({
    where: { subscriberId_postId: { subscriberId, postId } },
    create: { subscriberId, postId, createdAt: now },
    update: {},
  });
  await tx.db.notification.updateMany({
    where: { subscriberId, postId, commentId: { not: null }, sentAt: null },
    data: { dueAt: null },
  });
}

export async function unmuteConversation(
  tx: Transaction,
  subscriberId: number,
  postId: number,
): Promise<void> {
  await tx.db.mutedConversation.deleteMany({ where: { subscriberId, postId } });
}

export const hasMutedConversation = async (
  db: DatabaseClient,
  subscriberId: number,
  postId: number,
): Promise<boolean> => (await db.mutedConversation.count({ where: { subscriberId, postId } })) > 0;

/** The conversations that somebody muted, the newest first. */
export async function listMutedConversations(
  db: DatabaseClient,
  subscriberId: number,
): Promise<{ title: string; path: string }[]> {
  const rows = await db.mutedConversation.findMany({
    where: { subscriberId, post: everyone.posts },
    orderBy: [{ createdAt: "desc" }, { postId: "desc" }],
    take: MAX_FOLLOWED,
    select: { post: { select: { title: true, slug: true } } },
  });
  return rows.map(({ post: { title, slug } }) => ({ title, path: postPath(slug) }));
}

/** Those of these posts whose conversation a member has muted. */
export async function listMutedAmong(
  db: DatabaseClient,
  accountId: number,
  postIds: number[],
): Promise<Set<number>> {
  const rows = await db.mutedConversation.findMany({
    where: { postId: { in: postIds }, subscriber: { accountId } },
    select: { postId: true },
  });
  return new Set(rows.map(({ postId }) => postId));
}
