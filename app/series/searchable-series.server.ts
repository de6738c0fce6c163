import { readingText } from "~/markdown/reading-text";
import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";

/** Series with a published part, by id: those of `ids`, or the first after an id. */
export async function listSearchableSeries(
  db: DatabaseClient,
  which: number[] | { after: number; take: number },
) {
  const id = Array.isArray(which) ? { in: which } : { gt: which.after };
  const rows = await db.series.findMany({
    where: { id, posts: { some: everyone.posts } },
    orderBy: { id: "asc" },
    ...(!Array.isArray(which) && { take: which.take }),
    select: { id: true, slug: true, title: true, introHtml: true },
  });
  return {
    series: rows.map(({ introHtml, ...series }) => ({ ...series, text: readingText(introHtml) })),
    last: rows.at(-1)?.id ?? null,
  };
}
