// Deletes an account with everything that depends on it.

import type { Transaction } from "~/platform/database/database.server";
import { discardLetters } from "~/platform/mail/mail-job.server";
import type { Invitation } from "./joining/invitation";
import { revokeInvitationsBy } from "./joining/invitation-maker.server";

/** Deletes an account with its sign-in methods, and everything queued for its address. Returns the address
 *  for a last e-mail. */
export async function closeAccount(tx: Transaction, accountId: number): Promise<{ email: string }> {
  const { email, personId, emailChange } = await tx.db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { email: true, personId: true, emailChange: { select: { newEmail: true } } },
  });
  for (const address of [email, ...(emailChange ? [emailChange.newEmail] : [])])
    await discardLetters(tx, address);
  await revokeInvitations(tx, email, personId);
  await revokeInvitationsBy(tx, accountId);
  // Sessions, passkeys, identities, tokens and e-mail changes are deleted by cascade.
  await tx.db.account.delete({ where: { id: accountId } });
  return { email };
}

/** Deletes links for this address or person to join. They belong to no account, so they are found by their
 *  payload. */
async function revokeInvitations(tx: Transaction, email: string, personId: number) {
  const links = await tx.db.token.findMany({
    where: {
      accountId: null,
      OR: [
        { payload: { contains: JSON.stringify(email) } },
        { payload: { contains: `"personId":${personId}` } },
      ],
    },
    select: { id: true, payload: true },
  });
  const theirs = links.filter(({ payload }) => {
    // The query's underscore matches any character, and 12 also finds 123.
    const said = JSON.parse(payload) as Invitation;
    return [said.email, said.suggested?.email].includes(email) || said.personId === personId;
  });
  await tx.db.token.deleteMany({ where: { id: { in: theirs.map(({ id }) => id) } } });
}
