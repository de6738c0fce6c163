// Standing pages for search engines.

import type { DatabaseClient } from "~/platform/database/database.server";
import { type IdRange, inRange, takeOf } from "~/platform/database/rows/id-range";
import { pageStatus } from "~/visibility/status";

/** Published pages, each with its last change. */
export async function listIndexablePages(
  db: DatabaseClient,
  range: IdRange,
): Promise<{ slug: string; changedAt: Date }[]> {
  const rows = await db.page.findMany({
    where: { id: inRange(range), status: pageStatus.published },
    ...takeOf(range),
    select: { slug: true, updatedAt: true },
  });
  return rows.map(({ slug, updatedAt }) => ({ slug, changedAt: updatedAt }));
}

/** The highest id of a page of any status. */
export const readLastPageId = async (db: DatabaseClient): Promise<number> =>
  (await db.page.aggregate({ _max: { id: true } }))._max.id ?? 0;
