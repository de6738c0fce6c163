// Published posts for search engines.

import type { DatabaseClient } from "~/platform/database/database.server";
import { type IdRange, inRange, takeOf } from "~/platform/database/rows/id-range";
import { postStatus } from "~/visibility/status";

/** Posts that search engines may show, each with the last change of its page: of its text, or its latest response. */
export async function listIndexablePosts(
  db: DatabaseClient,
  range: IdRange,
): Promise<{ slug: string; changedAt: Date }[]> {
  const { draft, scheduled, withdrawn } = postStatus;
  const rows = await db.post.findMany({
    // Not "published", because SQLite would use the index of the status and read all published posts.
    where: { id: inRange(range), status: { notIn: [draft, scheduled, withdrawn] }, noindex: false },
    ...takeOf(range),
    select: { slug: true, updatedAt: true, respondedAt: true },
  });
  return rows.map(({ slug, updatedAt, respondedAt }) => ({
    slug,
    changedAt: respondedAt && respondedAt > updatedAt ? respondedAt : updatedAt,
  }));
}

/** The highest id of a post of any status. */
export const readLastPostId = async (db: DatabaseClient): Promise<number> =>
  (await db.post.aggregate({ _max: { id: true } }))._max.id ?? 0;
