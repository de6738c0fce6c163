// Whom a member has muted: whose comments are folded for that member alone. Nobody else sees it.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { findRows } from "~/platform/database/rows/row-statements.server";

/** Each page of a conversation reads them all. */
export const MAX_MUTED = 200;

/** The ids of the people whom a member has muted. */
export async function listMutedIds(db: DatabaseClient, accountId: number): Promise<Set<number>> {
  const rows = await findRows(db, "Mute", { personId: true }, "accountId", [accountId]);
  return new Set(rows.map(({ personId }) => personId));
}

export const hasMuted = async (db: DatabaseClient, accountId: number, personId: number): Promise<boolean> =>
  (await db.mute.count({ where: { accountId, personId } })) > 0;

/** The people whom a member has muted, by name. */
export async function listMuted(db: DatabaseClient, accountId: number) {
  const rows = await db.mute.findMany({
    where: { accountId },
    orderBy: { person: { name: "asc" } },
    select: { person: { select: { id: true, handle: true, name: true } } },
  });
  return rows.map(({ person }) => person);
}

/** Mutes a person; again, nothing happens. Refused beyond MAX_MUTED. */
export async function mute(
  tx: Transaction,
  { accountId, personId }: { accountId: number; personId: number },
  now: Date,
): Promise<{ ok: true } | { ok: false; reason: "mute.too-many" }> {
  if (await hasMuted(tx.db, accountId, personId)) return { ok: true };
  if ((await tx.db.mute.count({ where: { accountId } })) >= MAX_MUTED)
    return { ok: false, reason: "mute.too-many" };
  await tx.db.mute.create({ data: { accountId, personId, createdAt: now }, select: { personId: true } });
  return { ok: true };
}

export async function unmute(tx: Transaction, accountId: number, personId: number): Promise<void> {
  await tx.db.mute.deleteMany({ where: { accountId, personId } });
}
