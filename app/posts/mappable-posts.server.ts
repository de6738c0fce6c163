import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";

/** The newest published posts of the site, of a series or among `ids`, oldest first, without those kept off search engines. */
export async function listMappablePosts(
  db: DatabaseClient,
  { ids, seriesId }: { ids?: number[]; seriesId?: number },
  most: number,
) {
  const rows = await db.post.findMany({
    where: {
      ...everyone.posts,
      noindex: false,
      ...(ids && { id: { in: ids } }),
      ...(seriesId !== undefined && { seriesId }),
    },
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    take: most,
    select: {
      ...{ id: true, slug: true, title: true, language: true, publishedAt: true, responseCount: true },
      bylines: {
        where: { role: "writer" },
        orderBy: { position: "asc" },
        select: { person: { select: { id: true, handle: true, name: true, status: true } } },
      },
    },
  });
  return rows
    .reverse()
    .flatMap(({ bylines, publishedAt, ...post }) =>
      publishedAt ? [{ ...post, publishedAt, writers: bylines.map(({ person }) => person) }] : [],
    );
}
