import type { Transaction } from "~/platform/database/database.server";
import type { Invitation } from "./invitation";

/**
 * Takes back the invitations of somebody who may make none any more, as far as nobody has used them: one that they kept for
 * themselves would let them in again as what they were.
 */
export async function revokeInvitationsBy(tx: Pick<Transaction, "db">, accountId: number): Promise<void> {
  const open = await tx.db.token.findMany({
    where: { purpose: "invitation", usedAt: null, payload: { contains: `"by":${accountId}` } },
    select: { id: true, payload: true },
  });
  // The question above takes 12 for a part of 123.
  const theirs = open.filter(({ payload }) => (JSON.parse(payload) as Invitation).by === accountId);
  await tx.db.token.deleteMany({ where: { id: { in: theirs.map(({ id }) => id) } } });
}
