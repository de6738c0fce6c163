// The ways in that somebody has: a password, passkeys, other sites. The last one is never taken away: a letter could bring a
// new password, but only while their mailbox is still theirs.

import type { Reader } from "~/platform/database/database.server";

/** Whether an account could be come into without one of its ways, or, where none is named, at all. */
export async function hasOtherWayIn(
  db: Reader,
  accountId: number,
  but: { passkeyId?: number; identityId?: number } = {},
): Promise<boolean> {
  const { passwordHash } = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { passwordHash: true },
  });
  if (passwordHash !== null) return true;
  const { passkeyId, identityId } = but;
  const passkeys = { accountId, ...(passkeyId !== undefined && { id: { not: passkeyId } }) };
  const identities = { accountId, ...(identityId !== undefined && { id: { not: identityId } }) };
  return (
    (await db.passkey.count({ where: passkeys })) > 0 || (await db.identity.count({ where: identities })) > 0
  );
}
