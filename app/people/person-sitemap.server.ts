// People for search engines.

import type { DatabaseClient } from "~/platform/database/database.server";
import { type IdRange, inRange, takeOf } from "~/platform/database/rows/id-range";

/** People named in the byline of a published post. The pages of others are found by their links, so that nobody is listed for having joined. */
export const listIndexablePeople = (db: DatabaseClient, range: IdRange): Promise<{ handle: string }[]> =>
  db.person.findMany({
    where: { id: inRange(range), status: "present", bylines: { some: { publishedAt: { not: null } } } },
    ...takeOf(range),
    select: { handle: true },
  });

/** The highest id of a person. */
export const readLastPersonId = async (db: DatabaseClient): Promise<number> =>
  (await db.person.aggregate({ _max: { id: true } }))._max.id ?? 0;
