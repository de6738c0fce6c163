// A post as news: what can be followed about it, and what it says.

import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";

/** A post that everyone can read, with what can be followed about it; null if there is none. */
export async function findPostNews(db: DatabaseClient, id: number) {
  const post = await db.post.findFirst({
    where: { id, ...everyone.posts },
    select: {
      ...{ id: true, seriesId: true, publishedAt: true, quiet: true },
      tags: { select: { tagId: true } },
      bylines: { where: { role: "writer" }, select: { personId: true } },
    },
  });
  if (!post) return null;
  const { tags, bylines, ...rest } = post;
  return {
    ...rest,
    tagIds: tags.map(({ tagId }) => tagId),
    writerIds: bylines.map(({ personId }) => personId),
  };
}

/** A post as it stands now; null if not everyone can read it. */
export const findToldPost = (db: DatabaseClient, id: number) =>
  db.post.findFirst({
    where: { id, ...everyone.posts },
    select: {
      ...{ id: true, title: true, slug: true, summary: true, html: true, part: true, publishedAt: true },
      series: { select: { title: true } },
      bylines: {
        where: { role: "writer" },
        orderBy: { position: "asc" },
        select: { person: { select: { name: true } } },
      },
    },
  });

/** The next part of a series, after a part, that everyone can read. */
export async function findNextPart(
  db: DatabaseClient,
  seriesId: number,
  after: number,
): Promise<{ id: number; part: number } | null> {
  const post = await db.post.findFirst({
    where: { seriesId, part: { gt: after }, ...everyone.posts },
    orderBy: { part: "asc" },
    select: { id: true, part: true },
  });
  return post && { id: post.id, part: post.part ?? 0 };
}
