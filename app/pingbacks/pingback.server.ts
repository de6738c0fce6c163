import { RESPONSES_KEY } from "~/comments/comment.server";
import { hasCommentsAfter } from "~/comments/thread/comment-places.server";
import { childPath } from "~/comments/thread/thread";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { countResponses, takeResponseNumber } from "~/posts/conversation/response-numbers.server";
import { postKey } from "~/posts/post.server";
import { isApproved, isReadable, type ResponseStatus, responseStatus } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { invalidateLinked } from "./pingbacks-key";

/** A pingback added to or removed from another post's discussion. */
export interface PingbackChange {
  postId: number;
  number: number;
  path: string;
  change: "added" | "deleted";
}

/** Called before a pingback is deleted, with its id. */
type DetachLinks = (id: number) => Promise<void>;

/** Makes a post's pingbacks equal to `targets`, which maps linked posts to sentences, without the post
 *  itself. A kept pingback keeps its place, as does one to a post of `kept`, and a hidden one: its link may
 *  return, and must not show it again. A new one takes the next number, so its date is `datedAt` only if no
 *  response there is later, else `now`. */
export async function setPingbacks(
  tx: Transaction,
  sourcePostId: number,
  { targets, kept }: { targets: ReadonlyMap<number, string>; kept: ReadonlySet<number> },
  detachLinks: DetachLinks,
  now: Date,
  datedAt = now,
): Promise<PingbackChange[]> {
  const existing = await tx.db.pingback.findMany({ where: { sourcePostId } });
  const known = new Map(existing.map((pingback) => [pingback.postId, pingback]));
  const changes: PingbackChange[] = [];
  for (const pingback of existing)
    if (isApproved(pingback) && !targets.has(pingback.postId) && !kept.has(pingback.postId))
      changes.push(await deletePingback(tx, pingback, detachLinks));
  for (const [postId, sentence] of targets) {
    if (postId === sourcePostId) continue;
    const pingback = known.get(postId);
    if (pingback) {
      await tx.db.pingback.update({ where: { id: pingback.id }, data: { sentence } });
      continue;
    }
    const isLate = datedAt < now && (await hasResponsesAfter(tx.db, postId, datedAt));
    const createdAt = isLate ? now : datedAt;
    const number = await takeResponseNumber(tx, postId, createdAt);
    const path = childPath("", number);
    await tx.db.pingback.create({
      data: {
        sourcePostId,
        postId,
        number,
        path,
        status: responseStatus.approved,
        sentence,
        createdAt,
      },
    });
    changes.push({ postId, number, path, change: "added" });
  }
  if (known.size + targets.size > 0) tx.invalidate(RESPONSES_KEY);
  invalidateLinked(tx, sourcePostId, changes);
  return changes;
}

/** Deletes all pingbacks that a post makes, hidden ones too. */
export async function deletePingbacks(
  tx: Transaction,
  sourcePostId: number,
  detachLinks: DetachLinks,
): Promise<PingbackChange[]> {
  const changes: PingbackChange[] = [];
  for (const pingback of await tx.db.pingback.findMany({ where: { sourcePostId } }))
    changes.push(await deletePingback(tx, pingback, detachLinks));
  if (changes.length > 0) tx.invalidate(RESPONSES_KEY);
  invalidateLinked(tx, sourcePostId, changes);
  return changes;
}

async function deletePingback(
  tx: Transaction,
  { id, postId, number, path, status }: Prisma.PingbackGetPayload<object>,
  detachLinks: DetachLinks,
): Promise<PingbackChange> {
  await detachLinks(id);
  await tx.db.pingback.delete({ where: { id } });
  if (isApproved({ status })) await countResponses(tx, postId, -1);
  return { postId, number, path, change: "deleted" };
}

/** Sets a pingback's status, its post's count, and invalidates the pages with it. It keeps its number and
 *  place. */
export async function setPingbackStatus(
  tx: Transaction,
  id: number,
  to: Exclude<ResponseStatus, "erased">,
): Promise<{ ok: true; was: ResponseStatus; postId: number } | { ok: false; reason: "pingback.not-found" }> {
  const before = await tx.db.pingback.findUnique({
    where: { id },
    select: { postId: true, sourcePostId: true, status: true },
  });
  if (!before) return { ok: false, reason: "pingback.not-found" };
  await tx.db.pingback.update({ where: { id }, data: { status: to }, select: { id: true } });
  const change = Number(isApproved({ status: to })) - Number(isApproved(before));
  if (change !== 0) {
    await countResponses(tx, before.postId, change);
    tx.invalidate(RESPONSES_KEY, postKey(before.sourcePostId));
    invalidateLinked(tx, before.sourcePostId, [before]);
  }
  return { ok: true, was: before.status as ResponseStatus, postId: before.postId };
}

async function hasResponsesAfter(db: DatabaseClient, postId: number, at: Date): Promise<boolean> {
  if (await hasCommentsAfter(db, postId, at)) return true;
  return (
    (await db.pingback.findFirst({ where: { postId, createdAt: { gt: at } }, select: { id: true } })) !== null
  );
}

/** The place of a pingback, for its permanent URL. */
export const findPingbackPlace = (db: DatabaseClient, id: number) =>
  db.pingback.findFirst({
    where: { id, ...everyone.pingbacks, post: everyone.posts },
    select: { id: true, path: true, post: { select: { id: true, slug: true, responseNumber: true } } },
  });

/** Readable pingbacks of a post with numbers above this one, in their order. */
export const listPingbackNumbersAfter = (db: DatabaseClient, postId: number, after: number, take: number) =>
  db.pingback.findMany({
    where: { postId, number: { gt: after }, ...everyone.pingbacks, post: everyone.posts },
    orderBy: { number: "asc" },
    take,
    select: { id: true, number: true },
  });

/** Whether a pingback that could be read is on a post that was withdrawn. */
export const isPingbackOnWithdrawnPost = async (db: DatabaseClient, id: number): Promise<boolean> =>
  (await db.pingback.count({
    where: { id, ...everyone.pingbacks, post: { withdrawnFrom: { not: null }, NOT: everyone.posts } },
  })) > 0;

/** The posts that a post has pingbacks on. */
export async function listPingedPosts(db: DatabaseClient, sourcePostId: number): Promise<number[]> {
  const rows = await db.pingback.findMany({ where: { sourcePostId }, select: { postId: true } });
  return rows.map((row) => row.postId);
}

/** Whether a post has pingbacks of any status. */
export const isPinged = async (db: DatabaseClient, postId: number): Promise<boolean> =>
  (await db.pingback.findFirst({ where: { postId }, select: { id: true } })) !== null;

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

/** Whether a post shows a pingback in a range of paths. */
export const hasPingbacks = async (
  db: DatabaseClient,
  postId: number,
  from: string,
  to: string | null,
): Promise<boolean> =>
  (await db.pingback.findFirst({
    where: { postId, path: to === null ? { gte: from } : { gte: from, lt: to }, ...everyone.pingbacks },
    select: { id: true },
  })) !== null;

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

/** The last paths of pingbacks that a post shows before `to`, at most `take`. */
export async function listLastPingbackPaths(
  db: DatabaseClient,
  postId: number,
  to: string | null,
  take: number,
): Promise<string[]> {
  const rows = await db.pingback.findMany({
    where: { postId, ...(to !== null && { path: { lt: to } }), ...everyone.pingbacks },
    orderBy: { path: "desc" },
    take,
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
      sourcePost: { select: { id: true, slug: true, title: true, language: true } },
      post: { select: { title: true, language: true } },
    },
  });

/** The posts under which these pingbacks stand, and since when; without that for those that nobody may see now. */
export async function listPingbackPosts(db: DatabaseClient, ids: number[]) {
  const found = new Map<number, { postId: number; since: Date | undefined }>();
  for (let at = 0; at < ids.length; at += CHECK_BATCH) {
    const rows = await db.pingback.findMany({
      where: { id: { in: ids.slice(at, at + CHECK_BATCH) } },
      select: { id: true, postId: true, status: true, createdAt: true, post: { select: { status: true } } },
    });
    for (const row of rows)
      found.set(row.id, { postId: row.postId, since: isReadable(row) ? row.createdAt : undefined });
  }
  return found;
}
