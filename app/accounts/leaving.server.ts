// Deletes an account with everything that depends on it.

import type { Transaction } from "~/platform/database/database.server";
import { discardEmails } from "~/platform/mail/mail-job.server";
import { forgetInvitationsOf } from "./joining/invitation-ends.server";
import type { JoinRequest } from "./joining/join-terms";
import { MODERATORS_KEY } from "./moderators.server";

/** Deletes an account with its sign-in methods, and everything queued for its address. Returns the address
 *  for a last e-mail. */
export async function closeAccount(
  tx: Transaction,
  accountId: number,
  now: Date,
): Promise<{ email: string }> {
  const { email, personId, emailChange } = await tx.db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { email: true, personId: true, emailChange: { select: { newEmail: true } } },
  });
  for (const address of [email, ...(emailChange ? [emailChange.newEmail] : [])])
    await discardEmails(tx, address);
  await forgetInvitationsOf(tx, { accountId, email, personId }, now);
  await deleteJoinLinks(tx, email);
  await tx.db.mute.deleteMany({ where: { personId } });
  // Sessions, passkeys, identities, mutes, tokens and e-mail changes are deleted by cascade.
  await tx.db.account.delete({ where: { id: accountId } });
  tx.invalidate(MODERATORS_KEY);
  return { email };
}

/** Deletes links for this address to join. They belong to no account, so they are found by their payload. */
async function deleteJoinLinks(tx: Transaction, email: string) {
  const links = await tx.db.token.findMany({
    where: { accountId: null, payload: { contains: JSON.stringify(email) } },
    select: { id: true, payload: true },
  });
  const theirs = links.filter(({ payload }) => {
    // The query's underscore matches any character.
    const request = JSON.parse(payload) as JoinRequest;
    return [request.email, request.suggested?.email].includes(email);
  });
  await tx.db.token.deleteMany({ where: { id: { in: theirs.map(({ id }) => id) } } });
}
