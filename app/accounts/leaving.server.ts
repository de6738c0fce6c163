// An account that is closed: nobody comes in by it any more, and nothing is left of it.

import type { Transaction } from "~/platform/database/database.server";
import { discardLetters } from "~/platform/mail/mail-job.server";
import type { Invitation } from "./joining/invitation";
import { revokeInvitationsBy } from "./joining/invitation-maker.server";

/** Closes an account, with all ways in, and everything that waits for its address. Gives that address, for a last letter. */
export async function closeAccount(tx: Transaction, accountId: number): Promise<{ email: string }> {
  const { email, personId, emailChange } = await tx.db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { email: true, personId: true, emailChange: { select: { newEmail: true } } },
  });
  for (const address of [email, ...(emailChange ? [emailChange.newEmail] : [])])
    await discardLetters(tx, address);
  await revokeInvitations(tx, email, personId);
  await revokeInvitationsBy(tx, accountId);
  // Sessions, passkeys, identities, tokens and a change of address go with it.
  await tx.db.account.delete({ where: { id: accountId } });
  return { email };
}

/** Links that would let this address, or this person, join: they are no account's, and say whose they are in their payload. */
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
    // The question above takes an underscore for any letter, and 12 for a part of 123.
    const said = JSON.parse(payload) as Invitation;
    return [said.email, said.suggested?.email].includes(email) || said.personId === personId;
  });
  await tx.db.token.deleteMany({ where: { id: { in: theirs.map(({ id }) => id) } } });
}
