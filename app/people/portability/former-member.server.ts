// The person who stands for deleted accounts in imported content.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { FORMER_MEMBER, FORMER_MEMBER_HANDLE } from "../person";
import { createPerson } from "../person.server";

/** Creates this person, who has no page, unless somebody has the handle already. */
export async function ensureFormerMember(db: Database, now: Date): Promise<void> {
  if (await isKnown(db)) return;
  await db.write(async (tx) => {
    if (await isKnown(tx.db)) return;
    const id = await createPerson(tx, { handle: FORMER_MEMBER_HANDLE, name: FORMER_MEMBER }, now);
    await tx.db.person.update({ where: { id }, data: { status: "gone" }, select: { id: true } });
  });
}

const isKnown = async (db: DatabaseClient): Promise<boolean> =>
  (await db.person.findUnique({ where: { handle: FORMER_MEMBER_HANDLE }, select: { id: true } })) !== null;
