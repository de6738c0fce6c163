import { hasCommentsAfter, RESPONSES_KEY } from "~/comments/comment.server";
import { childPath } from "~/comments/thread";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { countResponses, takeResponseNumber } from "~/posts/post.server";
import { isApproved, type ResponseStatus, responseStatus } from "~/visibility/status";
import { everyone, type Visibility } from "~/visibility/visibility.server";
import type { PingbackView } from "./pingback";

const viewFields = {
  id: true,
  number: true,
  path: true,
  sentence: true,
  createdAt: true,
  sourcePost: {
    select: {
      title: true,
      slug: true,
      bylines: {
        where: { role: "writer" },
        orderBy: { position: "asc" },
        select: { person: { select: { id: true, handle: true, name: true, status: true } } },
      },
    },
  },
} satisfies Prisma.PingbackSelect;

/** What changed in the discussions of other posts: for each, the path that came or went. */
export interface PingbackChange {
  postId: number;
  number: number;
  path: string;
  change: "added" | "deleted";
}

/**
 * Makes the pingbacks of one post exactly `targets`: for each post that it links to, the sentence that links. One whose link
 * stays keeps its place; one whose link went is removed. Never one to the post itself. A new one takes the post's next number, so it
 * is dated `datedAt` only where no response there is later; else `now`, when the link came to be known here.
 */
export async function setPingbacks(
  tx: Transaction,
  sourcePostId: number,
  targets: ReadonlyMap<number, string>,
  now: Date,
  datedAt = now,
): Promise<PingbackChange[]> {
  const existing = await tx.db.pingback.findMany({ where: { sourcePostId } });
  const known = new Map(existing.map((pingback) => [pingback.postId, pingback]));
  const changes: PingbackChange[] = [];
  for (const pingback of existing) {
    if (targets.has(pingback.postId)) continue;
    await tx.db.pingback.delete({ where: { id: pingback.id } });
    const { number, path } = pingback;
    if (isApproved(pingback)) await countResponses(tx, pingback.postId, -1);
    changes.push({ postId: pingback.postId, number, path, change: "deleted" });
  }
  for (const [postId, sentence] of targets) {
    if (postId === sourcePostId) continue;
    const pingback = known.get(postId);
    if (pingback) {
      await tx.db.pingback.update({ where: { id: pingback.id }, data: { sentence } });
      continue;
    }
    const isLate = datedAt < now && (await hasResponsesAfter(tx.db, postId, datedAt));
    const number = await takeResponseNumber(tx, postId);
    const path = childPath("", number);
    await tx.db.pingback.create({
      data: {
        sourcePostId,
        postId,
        number,
        path,
        status: responseStatus.approved,
        sentence,
        createdAt: isLate ? now : datedAt,
      },
    });
    changes.push({ postId, number, path, change: "added" });
  }
  if (known.size + targets.size > 0) tx.invalidate(RESPONSES_KEY);
  return changes;
}

/** Sets a pingback's state, and with it the count and the pages of what shows it. It keeps its number and its place. */
export async function setPingbackStatus(
  tx: Transaction,
  id: number,
  to: Exclude<ResponseStatus, "erased">,
): Promise<{ ok: true; was: ResponseStatus } | { ok: false; reason: "pingback.not-found" }> {
  const before = await tx.db.pingback.findUnique({ where: { id }, select: { postId: true, status: true } });
  if (!before) return { ok: false, reason: "pingback.not-found" };
  await tx.db.pingback.update({ where: { id }, data: { status: to }, select: { id: true } });
  const change = Number(isApproved({ status: to })) - Number(isApproved(before));
  if (change !== 0) {
    await countResponses(tx, before.postId, change);
    tx.invalidate(RESPONSES_KEY);
  }
  return { ok: true, was: before.status as ResponseStatus };
}

async function hasResponsesAfter(db: DatabaseClient, postId: number, at: Date): Promise<boolean> {
  if (await hasCommentsAfter(db, postId, at)) return true;
  return (
    (await db.pingback.findFirst({ where: { postId, createdAt: { gt: at } }, select: { id: true } })) !== null
  );
}

/** Where a pingback stands, for its lasting address. */
export const findPingbackPlace = (db: DatabaseClient, id: number) =>
  db.pingback.findFirst({
    where: { id, ...everyone.pingbacks, post: everyone.posts },
    select: { id: true, path: true, post: { select: { id: true, slug: true, responseNumber: true } } },
  });

/** The posts under which a post's pingbacks stand. */
export async function listPingedPosts(db: DatabaseClient, sourcePostId: number): Promise<number[]> {
  const rows = await db.pingback.findMany({ where: { sourcePostId }, select: { postId: true } });
  return rows.map((row) => row.postId);
}

/** What the posts that link to these posts link to, each as its own row has it (JSON). */
export async function listLinksTo(db: DatabaseClient, postIds: number[]): Promise<string[]> {
  const rows = await db.pingback.findMany({
    where: { postId: { in: postIds } },
    select: { sourcePost: { select: { links: true } } },
  });
  return rows.map((row) => row.sourcePost.links);
}

/** Whether a post that somebody else had a hand in links to a post. */
export async function isLinkedByOthers(
  db: DatabaseClient,
  postId: number,
  personId: number,
): Promise<boolean> {
  const others = { bylines: { some: { role: "writer", personId: { not: personId } } } };
  return (
    (await db.pingback.findFirst({ where: { postId, sourcePost: others }, select: { id: true } })) !== null
  );
}

/** A post's pingbacks whose paths lie from `from` up to (not including) `to`, in the order of reading. */
export async function listPingbacks(
  db: DatabaseClient,
  visible: Visibility,
  postId: number,
  from: string,
  to: string | null,
): Promise<PingbackView[]> {
  const rows = await db.pingback.findMany({
    where: { postId, path: to === null ? { gte: from } : { gte: from, lt: to }, AND: visible.pingbacks },
    orderBy: { path: "asc" },
    select: viewFields,
  });
  return rows.map(({ sourcePost, ...row }) => ({
    kind: "pingback",
    ...row,
    title: sourcePost.title,
    slug: sourcePost.slug,
    writers: sourcePost.bylines.map((line) => line.person),
  }));
}

export async function listPingbackPaths(
  db: DatabaseClient,
  postId: number,
  from: string,
  to: string | null,
): Promise<string[]> {
  const rows = await db.pingback.findMany({
    where: { postId, path: to === null ? { gte: from } : { gte: from, lt: to } },
    orderBy: { path: "asc" },
    select: { path: true },
  });
  return rows.map((row) => row.path);
}

/** The newest pingbacks of the site. */
export const listRecentPingbacks = (db: DatabaseClient, take: number) =>
  db.pingback.findMany({
    where: { ...everyone.pingbacks, post: everyone.posts },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: {
      id: true,
      createdAt: true,
      sourcePost: { select: { id: true, slug: true, title: true } },
      post: { select: { title: true } },
    },
  });
