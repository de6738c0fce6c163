// Whether the words of a person's responses may stand elsewhere: in e-books and pages for print, and as embeds on other sites.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { personKey } from "../person.server";

/** Those of these people who don't want it. */
export async function listUnquotable(db: DatabaseClient, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db.person.findMany({
    where: { id: { in: [...new Set(ids)] }, quotable: false },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** Whether it may be quoted; what a guest wrote, whose id is null, may. */
export const isQuotable = async (db: DatabaseClient, personId: number | null): Promise<boolean> =>
  personId === null || (await listUnquotable(db, [personId])).size === 0;

export const setQuotable = (db: Database, id: number, wanted: boolean): Promise<void> =>
  db.write(async (tx) => {
    await tx.db.person.updateMany({ where: { id }, data: { quotable: wanted } });
    tx.invalidate(personKey(id));
  });
