// Limits changes of handle. A former handle stays reserved, so that old links work; without a limit, one
// member could reserve every good name.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { MAX_RENAMINGS, RENAMINGS_DAYS } from "../person.schema";

const DAYS_MS = RENAMINGS_DAYS * 24 * 60 * 60 * 1000;

/** `until` is when the next change is allowed. */
export type RenamingRefusal = { ok: false; reason: "person.renamed-often"; until: Date };

/** The number of changes still allowed at `now`, and when one more will be. Returning to a former handle
 *  counts as a change. */
export async function countRenamingsLeft(
  db: DatabaseClient,
  personId: number,
  now: Date,
): Promise<{ left: number; until: Date }> {
  const counted = await db.renaming.findMany({
    where: { personId, at: { gt: new Date(now.getTime() - DAYS_MS) } },
    orderBy: { at: "desc" },
    take: MAX_RENAMINGS,
  });
  const oldest = counted.at(-1)?.at ?? now;
  return { left: MAX_RENAMINGS - counted.length, until: new Date(oldest.getTime() + DAYS_MS) };
}

export async function noteRenaming(tx: Pick<Transaction, "db">, personId: number, now: Date): Promise<void> {
  await tx.db.renaming.create({ data: { personId, at: now } });
}

export async function pruneRenamings(db: DatabaseClient, now: Date): Promise<void> {
  await db.renaming.deleteMany({ where: { at: { lte: new Date(now.getTime() - DAYS_MS) } } });
}
