// Tags that the same posts are filed under.

import type { DatabaseClient } from "~/platform/database/database.server";
import type { TagName } from "./tag-list";

/** As many as stand on two lines. */
const NEIGHBOURS_SHOWN = 8;
/** Of a large tag, its newest posts say what goes with it now. */
const POSTS_LOOKED_AT = 500;

/** Those with the most posts in common, first. */
export async function listNeighbours(
  db: DatabaseClient,
  tagId: number,
): Promise<(TagName & { id: number })[]> {
  const filed = await db.postTag.findMany({
    where: { tagId, publishedAt: { not: null } },
    orderBy: [{ publishedAt: "desc" }, { postId: "desc" }],
    take: POSTS_LOOKED_AT,
    select: { postId: true },
  });
  const shared = await db.postTag.groupBy({
    by: ["tagId"],
    where: { postId: { in: filed.map(({ postId }) => postId) }, tagId: { not: tagId } },
    _count: { postId: true },
    orderBy: [{ _count: { postId: "desc" } }, { tagId: "asc" }],
    take: NEIGHBOURS_SHOWN,
  });
  const ids = shared.map((row) => row.tagId);
  const tags = await db.tag.findMany({
    where: { id: { in: ids } },
    select: { id: true, slug: true, name: true },
  });
  return tags.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
