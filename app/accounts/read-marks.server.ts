// What the site keeps of a member's reading: how far they have read conversations, and which parts of series they marked as read.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";

export const keepsReadMarks = async (db: DatabaseClient, accountId: number): Promise<boolean> =>
  (await db.account.count({ where: { id: accountId, readMarks: true } })) > 0;

export async function wantReadMarks(tx: Transaction, accountId: number, wanted: boolean): Promise<void> {
  await tx.db.account.updateMany({ where: { id: accountId }, data: { readMarks: wanted } });
}

export const keepsReadParts = async (db: DatabaseClient, accountId: number): Promise<boolean> =>
  (await db.account.count({ where: { id: accountId, readParts: true } })) > 0;

export async function wantReadParts(tx: Transaction, accountId: number, wanted: boolean): Promise<void> {
  await tx.db.account.updateMany({ where: { id: accountId }, data: { readParts: wanted } });
}
