// The ends of invitations. Imports nothing of accounts, which call it. An ended invitation keeps its hash while its inviter
// has an account, so that the inviter's form, sent again by a browser, doesn't create it again.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { KEEP_TOKENS_MS } from "../token.server";

type Tx = Pick<Transaction, "db">;

/** What an invitation says of its recipient. */
const NOBODY = { email: null, personId: null };

/** Revokes an unused invitation and deletes what it says of anyone. Returns false if it was used or revoked before: a
 *  used one stays in the list, because its person is a member. */
export async function revokeInvitation(tx: Tx, id: number, now: Date): Promise<boolean> {
  return (await revokeUnused(tx, { id }, now)) === 1;
}

/** Revokes the unused invitations of a person who may no longer invite. Otherwise they could keep one for
 *  themselves and return with their old rights. */
export async function revokeInvitationsBy(tx: Tx, accountId: number, now: Date): Promise<void> {
  await revokeUnused(tx, { inviterId: accountId }, now);
}

/** Ends the invitations of an account that is being deleted: those it made, which only it could have sent again; those
 *  for its address or person; and the one that it joined by, which then says nothing of it. */
export async function forgetInvitationsOf(
  tx: Tx,
  { accountId, email, personId }: { accountId: number; email: string; personId: number },
  now: Date,
): Promise<void> {
  await tx.db.invitation.deleteMany({ where: { inviterId: accountId, usedAt: null } });
  const theirs = { OR: [{ email }, { personId }] };
  await tx.db.invitation.deleteMany({ where: { ...theirs, inviterId: null, usedAt: null } });
  await revokeUnused(tx, theirs, now);
  await tx.db.invitation.updateMany({
    where: { joinedId: accountId },
    data: { ...NOBODY, joinedId: null, revokedAt: now },
  });
}

/** Revokes unused invitations, and deletes the links to join that were requested through them. Returns their number. */
async function revokeUnused(tx: Tx, where: Prisma.InvitationWhereInput, now: Date): Promise<number> {
  const unused = { ...where, usedAt: null, revokedAt: null };
  await tx.db.token.deleteMany({ where: { usedAt: null, invitation: unused } });
  const { count } = await tx.db.invitation.updateMany({
    where: unused,
    data: { ...NOBODY, revokedAt: now },
  });
  return count;
}

/** The earliest end of an invitation that is still listed. */
export const listedSince = (now: Date) => new Date(now.getTime() - KEEP_TOKENS_MS);

/** Deletes what invitations that expired long ago say of anyone, and those whose inviter has no account any more. */
export async function pruneInvitations(db: DatabaseClient, now: Date): Promise<void> {
  const expired = { expiresAt: { lt: listedSince(now) } };
  await db.invitation.deleteMany({ where: { ...expired, inviterId: null } });
  await db.invitation.updateMany({
    where: { ...expired, OR: [{ email: { not: null } }, { personId: { not: null } }] },
    data: NOBODY,
  });
}
