// The ways in that somebody has: a password, passkeys, other sites. The last one is never taken away: a letter could bring a
// new password, but only while their mailbox is still theirs.

import type { DatabaseClient } from "~/platform/database/database.server";

/** Which other sites are still set up: one that isn't lets nobody in. */
export interface KnownSites {
  identityProviders: { isKnown(issuer: string): boolean };
}

/** Whether an account could be come into without one of its ways. */
export async function hasOtherSignInMethod(
  db: DatabaseClient,
  { identityProviders }: KnownSites,
  accountId: number,
  but: { passkeyId?: number; identityId?: number },
): Promise<boolean> {
  const { passwordHash, passkeys, identities } = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      passwordHash: true,
      passkeys: { select: { id: true } },
      identities: { select: { id: true, issuer: true } },
    },
  });
  return (
    passwordHash !== null ||
    passkeys.some(({ id }) => id !== but.passkeyId) ||
    identities.some(({ id, issuer }) => id !== but.identityId && identityProviders.isKnown(issuer))
  );
}
