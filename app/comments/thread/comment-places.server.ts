// Where comments are: in which discussion, at which path.

import type { DatabaseClient } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { isInThread, isPublished } from "~/visibility/status";
import { everyone, inThread } from "~/visibility/visibility.server";

/** The place of a readable comment or placeholder, for its permanent URL. */
export async function findCommentPlace(db: DatabaseClient, id: number) {
  const row = await db.comment.findFirst({
    where: { id, ...inThread, post: everyone.posts },
    select: {
      ...{ path: true, personId: true },
      post: { select: { id: true, slug: true, responseNumber: true } },
    },
  });
  return row?.path == null ? null : { id, path: row.path, personId: row.personId, post: row.post };
}

/** The path of a comment of a post; null if it has none. */
export async function findCommentPath(db: DatabaseClient, postId: number, id: number) {
  const row = await db.comment.findFirst({ where: { id, postId }, select: { path: true } });
  return row?.path ?? null;
}

/** The path of the comment with this number; null if a post has none. */
export async function findPathOfNumber(db: DatabaseClient, postId: number, number: number) {
  const row = await db.comment.findFirst({ where: { postId, number }, select: { path: true } });
  return row?.path ?? null;
}

/** Whether a post has a comment with this number. */
export const hasNumber = async (db: DatabaseClient, postId: number, number: number): Promise<boolean> =>
  (await db.comment.findFirst({ where: { postId, number }, select: { id: true } })) !== null;

/** Readable comments of a post with numbers above this one, in their order. */
export const listNumbersAfter = (db: DatabaseClient, postId: number, after: number, take: number) =>
  db.comment.findMany({
    where: { postId, number: { gt: after }, ...everyone.comments, post: everyone.posts },
    orderBy: { number: "asc" },
    take,
    select: { id: true, number: true, personId: true },
  });

/** Those of the paths at which a post has a comment. */
export async function listKnownPaths(db: DatabaseClient, postId: number, paths: string[]) {
  const rows = await db.comment.findMany({ where: { postId, path: { in: paths } }, select: { path: true } });
  return new Set(rows.map(({ path }) => path));
}

/** Whether a comment that could be read is under a post that was withdrawn. */
export const isOnWithdrawnPost = async (db: DatabaseClient, id: number): Promise<boolean> =>
  (await db.comment.count({
    where: { id, ...inThread, post: { withdrawnFrom: { not: null }, NOT: everyone.posts } },
  })) > 0;

/** Paths of all comments in a range, including hidden ones, which also take up room on a page. */
export async function listCommentPaths(
  db: DatabaseClient,
  postId: number,
  from: string,
  to: string | null,
): Promise<string[]> {
  const rows = await db.comment.findMany({
    where: { postId, path: to === null ? { gte: from } : { gte: from, lt: to } },
    orderBy: { path: "asc" },
    select: { path: true },
  });
  return rows.flatMap((row) => row.path ?? []);
}

/** The last paths of a discussion before `to`, at most `take`, without those of comments that show nothing. */
export async function listLastPaths(
  db: DatabaseClient,
  postId: number,
  to: string | null,
  take: number,
): Promise<string[]> {
  const rows = await db.comment.findMany({
    where: { postId, path: to === null ? { not: null } : { lt: to }, ...inThread },
    orderBy: { path: "desc" },
    take,
    select: { path: true },
  });
  return rows.flatMap((row) => row.path ?? []);
}

/** Whether a discussion shows a comment, or the placeholder of one, in a range of paths. */
export const hasCommentsInThread = async (
  db: DatabaseClient,
  postId: number,
  from: string,
  to: string | null,
): Promise<boolean> =>
  (await db.comment.findFirst({
    where: { postId, path: to === null ? { gte: from } : { gte: from, lt: to }, ...inThread },
    select: { id: true },
  })) !== null;

/** Whether a post has a comment with a place, of any status, later than `at`. */
export const hasCommentsAfter = async (db: DatabaseClient, postId: number, at: Date): Promise<boolean> =>
  (await db.comment.findFirst({
    where: { postId, createdAt: { gt: at }, path: { not: null } },
    // Most late comments have high paths, so this order finds one early.
    orderBy: { path: "desc" },
    select: { id: true },
  })) !== null;

/** The posts under which these comments are, and since when both can be seen: as in a thread, the place of an erased one can be. */
export async function listCommentPosts(db: DatabaseClient, ids: number[]) {
  const found = new Map<number, { postId: number; since: Date | undefined }>();
  for (let at = 0; at < ids.length; at += CHECK_BATCH) {
    const rows = await db.comment.findMany({
      where: { id: { in: ids.slice(at, at + CHECK_BATCH) } },
      select: {
        ...{ id: true, postId: true, status: true, replyCount: true, createdAt: true },
        post: { select: { status: true } },
      },
    });
    for (const row of rows) {
      const isSeen = isInThread(row) && isPublished(row.post);
      found.set(row.id, { postId: row.postId, since: isSeen ? row.createdAt : undefined });
    }
  }
  return found;
}
