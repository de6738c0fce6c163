import type { Transaction } from "~/platform/database/database.server";
import type { Invitation } from "./invitation";

/** Revokes the unused invitations of a person who may no longer invite. Otherwise they could keep one for
 *  themselves and return with their old rights. */
export async function revokeInvitationsBy(tx: Pick<Transaction, "db">, accountId: number): Promise<void> {
  const open = await tx.db.token.findMany({
    where: { purpose: "invitation", usedAt: null, payload: { contains: `"by":${accountId}` } },
    select: { id: true, payload: true },
  });
  // The query for 12 also finds 123.
  const theirs = open.filter(({ payload }) => (JSON.parse(payload) as Invitation).by === accountId);
  await tx.db.token.deleteMany({ where: { id: { in: theirs.map(({ id }) => id) } } });
}
