// Series as an export of the site's content reads them.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { ALL_SERIES_KEY, findSeriesId, seriesKey } from "../series.server";

const SERIES_AT_ONCE = 50;

/** All series. They are public, with or without parts. */
export async function* readSeriesContent(db: DatabaseClient) {
  for (let last = 0; ; ) {
    const rows = await db.series.findMany({
      where: { id: { gt: last } },
      orderBy: { id: "asc" },
      take: SERIES_AT_ONCE,
      select: {
        ...{ id: true, slug: true, title: true, status: true, introSource: true },
        announced: { orderBy: { part: "asc" }, select: { part: true, title: true, expected: true } },
        formerSlugs: { select: { slug: true } },
      },
    });
    for (const { formerSlugs, ...series } of rows)
      yield { ...series, formerSlugs: formerSlugs.map(({ slug }) => slug).sort() };
    if (rows.length < SERIES_AT_ONCE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** Makes slugs that a series had before lead to it. Returns those that are or were another one's. */
export async function keepFormerSlugs(db: Database, seriesId: number, slugs: string[]): Promise<string[]> {
  if (slugs.length === 0) return [];
  return db.write(async (tx) => {
    const taken: string[] = [];
    for (const slug of slugs) {
      const owner = await findSeriesId(tx.db, slug);
      if (owner !== null && owner !== seriesId) taken.push(slug);
      if (owner !== null) continue;
      await tx.db.formerSeriesSlug.create({ data: { slug, seriesId } });
      tx.invalidate(seriesKey(seriesId), ALL_SERIES_KEY);
    }
    return taken;
  });
}
