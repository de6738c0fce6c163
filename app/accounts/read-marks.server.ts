// Whether the site notes how far a member has read conversations.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";

export const keepsReadMarks = async (db: DatabaseClient, accountId: number): Promise<boolean> =>
  (await db.account.count({ where: { id: accountId, readMarks: true } })) > 0;

export async function wantReadMarks(tx: Transaction, accountId: number, wanted: boolean): Promise<void> {
  await tx.db.account.updateMany({ where: { id: accountId }, data: { readMarks: wanted } });
}
