import { readingText } from "~/markdown/reading-text";
import type { DatabaseClient } from "~/platform/database/database.server";

/** People who are searched for, by id: those of `ids`, or the first after an id. They are named in the byline of a published post: nobody
 *  is found for having joined. */
export async function listSearchablePeople(
  db: DatabaseClient,
  which: number[] | { after: number; take: number },
) {
  const id = Array.isArray(which) ? { in: which } : { gt: which.after };
  const rows = await db.person.findMany({
    where: { id, status: "present", bylines: { some: { publishedAt: { not: null } } } },
    orderBy: { id: "asc" },
    ...(!Array.isArray(which) && { take: which.take }),
    select: { id: true, handle: true, name: true, bioHtml: true },
  });
  return {
    people: rows.map(({ bioHtml, ...person }) => ({ ...person, text: readingText(bioHtml) })),
    last: rows.at(-1)?.id ?? null,
  };
}
