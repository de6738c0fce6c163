// The people who stand for deleted accounts in imported content.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { FORMER_MEMBER, UNQUOTED_FORMER_HANDLE } from "../person";
import { createPerson } from "../person.server";

/** Creates the person with this handle, who has no page, unless somebody has the handle already. */
export async function ensureFormerMember(db: Database, handle: string, now: Date): Promise<void> {
  if (await isKnown(db, handle)) return;
  await db.write(async (tx) => {
    if (await isKnown(tx.db, handle)) return;
    const id = await createPerson(tx, { handle, name: FORMER_MEMBER }, now);
    const quotable = handle !== UNQUOTED_FORMER_HANDLE;
    await tx.db.person.update({ where: { id }, data: { status: "gone", quotable }, select: { id: true } });
  });
}

const isKnown = async (db: DatabaseClient, handle: string): Promise<boolean> =>
  (await db.person.findUnique({ where: { handle }, select: { id: true } })) !== null;
