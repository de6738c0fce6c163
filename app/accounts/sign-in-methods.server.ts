// Sign-in methods: password, passkeys, identities. The last one can't be removed: a reset link would help
// only as long as the person has access to their mailbox.

import type { DatabaseClient } from "~/platform/database/database.server";

/** Which providers are configured; others can't be used to sign in. */
export interface KnownSites {
  identityProviders: { isKnown(issuer: string): boolean };
}

/** Whether an account has another sign-in method besides the given one. */
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
