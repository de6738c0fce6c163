// People as an export of the site's content reads them.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { skeletonOf } from "../names/handle";
import { isHandleTaken, PEOPLE_KEY, personKey } from "../person.server";

const PEOPLE_AT_ONCE = 200;

/** The people with these ids who are present; without `ids`, all who are. */
export async function* readPersonContent(db: DatabaseClient, ids?: ReadonlySet<number>) {
  for (let last = 0; ; ) {
    const rows = await db.person.findMany({
      where: { id: { gt: last }, status: "present" },
      orderBy: { id: "asc" },
      take: PEOPLE_AT_ONCE,
      select: {
        ...{ id: true, handle: true, name: true, bioSource: true, site: true, orcid: true },
        ...{ familyName: true, givenName: true, quotable: true },
        formerHandles: { select: { handle: true } },
      },
    });
    for (const { formerHandles, ...person } of rows)
      if (!ids || ids.has(person.id))
        yield { ...person, formerHandles: formerHandles.map(({ handle }) => handle).sort() };
    if (rows.length < PEOPLE_AT_ONCE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** Makes handles that a person had before lead to them. Returns those that are or were somebody else's. */
export async function keepFormerHandles(
  db: Database,
  personId: number,
  handles: string[],
): Promise<string[]> {
  if (handles.length === 0) return [];
  return db.write(async (tx) => {
    const taken: string[] = [];
    for (const handle of handles) {
      const person = await tx.db.person.findUnique({ where: { handle }, select: { id: true } });
      if (person?.id === personId) continue;
      if (await isHandleTaken(tx.db, handle, personId)) taken.push(handle);
      else if (!(await tx.db.formerHandle.findUnique({ where: { handle }, select: { handle: true } }))) {
        await tx.db.formerHandle.create({ data: { handle, skeleton: skeletonOf(handle), personId } });
        tx.invalidate(personKey(personId), PEOPLE_KEY);
      }
    }
    return taken;
  });
}
