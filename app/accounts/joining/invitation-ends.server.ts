// The ends of unused invitations. Imports nothing of accounts, which call it.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { KEEP_TOKENS_MS } from "../token.server";

/** Revokes an unused invitation and deletes what it says of anyone. Returns false if it was used or revoked before: a
 *  used one stays in the list, because its person is a member. */
export async function revokeInvitation(tx: Pick<Transaction, "db">, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.db.invitation.updateMany({
    where: { id, usedAt: null, revokedAt: null },
    data: { revokedAt: now, email: null, personId: null },
  });
  return count === 1;
}

/** Deletes the unused invitations of a person who may no longer invite. Otherwise they could keep one for
 *  themselves and return with their old rights. */
export async function deleteInvitationsBy(tx: Pick<Transaction, "db">, accountId: number): Promise<void> {
  await tx.db.invitation.deleteMany({ where: { inviterId: accountId, usedAt: null } });
}

/** Deletes the unused invitations for an address or a person. */
export async function deleteInvitationsTo(
  tx: Pick<Transaction, "db">,
  { email, personId }: { email: string; personId: number },
): Promise<void> {
  await tx.db.invitation.deleteMany({ where: { usedAt: null, OR: [{ email }, { personId }] } });
}

/** Deletes invitations that expired long ago. */
export async function pruneInvitations(db: DatabaseClient, now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - KEEP_TOKENS_MS);
  await db.invitation.deleteMany({ where: { expiresAt: { lt: longAgo } } });
}
