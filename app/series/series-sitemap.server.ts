// Series for search engines.

import type { DatabaseClient } from "~/platform/database/database.server";
import { type IdRange, inRange, takeOf } from "~/platform/database/rows/id-range";
import { everyone } from "~/visibility/visibility.server";

/** Series with a published part. */
export const listIndexableSeries = (db: DatabaseClient, range: IdRange): Promise<{ slug: string }[]> =>
  db.series.findMany({
    where: { id: inRange(range), posts: { some: everyone.posts } },
    ...takeOf(range),
    select: { slug: true },
  });

/** The highest id of a series. */
export const readLastSeriesId = async (db: DatabaseClient): Promise<number> =>
  (await db.series.aggregate({ _max: { id: true } }))._max.id ?? 0;
