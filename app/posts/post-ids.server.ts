// Ids of published posts, newest first, for feeds: these have most of their posts at hand already.

import type { DatabaseClient } from "~/platform/database/database.server";
import { type KeyRange, type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import { isPublished } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { findPostKey } from "./post.server";

/** The number of ids of a page. */
interface Size {
  size: number;
}

interface PostId {
  id: number;
}

export const listPostIds = (db: DatabaseClient, request: PageRequest, { size }: Size) =>
  pageOfIds(db, request, size, (range) =>
    db.post.findMany({
      where: { ...everyone.posts, ...pastKey(range, "publishedAt", "id") },
      orderBy: [{ publishedAt: range.order }, { id: range.order }],
      take: range.take,
      select: { id: true },
    }),
  );

/** Ids listed by another table, such as tags or bylines. `fetchIds` reads them in order. */
export const listFiledIds = (
  db: DatabaseClient,
  request: PageRequest,
  { size, fetchIds }: Size & { fetchIds: (range: KeyRange) => Promise<{ postId: number }[]> },
) =>
  pageOfIds(db, request, size, async (range) =>
    (await fetchIds(range)).map(({ postId }) => ({ id: postId })),
  );

/** The ids of a series' parts. All are read, because no index has the parts of one series by date, and no series has many. */
export const listPartIds = (
  db: DatabaseClient,
  request: PageRequest,
  { size, seriesId }: Size & { seriesId: number },
) =>
  pageOfIds(db, request, size, async ({ order, key, take }) => {
    const rows = await db.post.findMany({
      where: { seriesId },
      select: { id: true, status: true, publishedAt: true },
    });
    const sign = order === "asc" ? 1 : -1;
    const compare = (a: { at: number; id: number }, b: { at: number; id: number }) =>
      sign * (a.at - b.at || a.id - b.id);
    const past = key && { at: key.at.getTime(), id: key.id };
    return rows
      .filter(isPublished)
      .map(({ id, publishedAt }) => ({ id, at: publishedAt?.getTime() ?? 0 }))
      .filter((row) => !past || compare(row, past) > 0)
      .sort(compare)
      .slice(0, take);
  });

const pageOfIds = (
  db: DatabaseClient,
  request: PageRequest,
  size: number,
  fetch: (range: KeyRange) => Promise<PostId[]>,
): Promise<Page<PostId> | null> => pageByKey(request, size, (id, seen) => findPostKey(db, id, seen), fetch);
