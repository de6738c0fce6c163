// The invitation of a guest whose response should become a post. Its secret is made of the site's own, so that the guest's private page can show
// the link, which is stored nowhere.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { findAccountByEmail } from "../account.server";
import { hashSecret, secretFor } from "../token.server";

/** A guest may look at their page a while later. */
export const WRITER_INVITATION_DAYS = 30;

const secretOf = (siteSecret: SiteSecret, commentId: number): string =>
  secretFor("writer-invitation", siteSecret.hash("writer-invitation", String(commentId)));

const linkTo = (secret: string) => `/join/${secret}`;

/** Invites whoever wrote a comment as a contributor. With an address, which they have confirmed and which has no account, the account gets
 *  that. Returns the path to join. */
export async function inviteGuest(
  tx: Transaction,
  siteSecret: SiteSecret,
  { commentId, inviterId, email }: { commentId: number; inviterId: number; email: string | null },
  now: Date,
): Promise<string> {
  const secret = secretOf(siteSecret, commentId);
  const isFree = email !== null && (await findAccountByEmail(tx.db, email)) === null;
  await tx.db.invitation.create({
    data: {
      ...{ hash: hashSecret(secret), role: "contributor", email: isFree ? email : null, inviterId },
      ...{
        createdAt: now,
        expiresAt: new Date(now.getTime() + WRITER_INVITATION_DAYS * 24 * 60 * 60 * 1000),
      },
    },
    select: { id: true },
  });
  return linkTo(secret);
}

/** The path to join for whoever wrote a comment: null if they were never invited, the invitation is over, or it went to their address, where
 *  alone its link is. */
export async function findGuestInvitation(
  db: DatabaseClient,
  siteSecret: SiteSecret,
  commentId: number,
  now: Date,
): Promise<string | null> {
  const secret = secretOf(siteSecret, commentId);
  const row = await db.invitation.findUnique({
    where: { hash: hashSecret(secret) },
    select: { email: true, usedAt: true, revokedAt: true, expiresAt: true },
  });
  const isOpen = row && row.email === null && !row.usedAt && !row.revokedAt && row.expiresAt > now;
  return isOpen ? linkTo(secret) : null;
}
