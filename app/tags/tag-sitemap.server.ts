// Tags for search engines.

import type { DatabaseClient } from "~/platform/database/database.server";
import { type IdRange, inRange, takeOf } from "~/platform/database/rows/id-range";

/** Tags with published posts. */
export const listIndexableTags = (db: DatabaseClient, range: IdRange): Promise<{ slug: string }[]> =>
  db.tag.findMany({
    where: { id: inRange(range), postCount: { gt: 0 } },
    ...takeOf(range),
    select: { slug: true },
  });

/** The highest id of a tag. */
export const readLastTagId = async (db: DatabaseClient): Promise<number> =>
  (await db.tag.aggregate({ _max: { id: true } }))._max.id ?? 0;
