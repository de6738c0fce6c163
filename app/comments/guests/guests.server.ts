// Guests who are recognised, by the secret of their browser's cookie. A typed e-mail address proves nothing.

import { hashSecret, newSecret } from "~/accounts/token.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { isApproved, responseStatus } from "~/visibility/status";
import { hashEmail } from "./guest-email";
import { byProof } from "./own-link.server";
import { ofGuest } from "./same-guest.server";

export interface RecognisedGuest {
  id: number;
  /** Of the address with which they are known. */
  emailHash: string | null;
  /** Whether it was confirmed from their e-mail. */
  confirmedAt: Date | null;
}

/** The guest of a browser with this secret; null if it is unknown. */
export const findGuest = (db: DatabaseClient, secret: string): Promise<RecognisedGuest | null> =>
  db.guest.findUnique({
    where: { secretHash: hashSecret(secret) },
    select: { id: true, emailHash: true, confirmedAt: true },
  });

/** Whether whoever has this secret, of their browser or of the link to a reply, has an approved comment. */
export async function isKnownGuest(db: DatabaseClient, proof: string): Promise<boolean> {
  const guest = await findGuest(db, proof);
  if (!guest) {
    const where = byProof({ secretHash: hashSecret(proof) });
    const comment = await db.comment.findFirst({ where, select: { status: true } });
    return comment !== null && isApproved(comment);
  }
  const where = { ...ofGuest(guest), status: responseStatus.approved };
  return (await db.comment.findFirst({ where, select: { id: true } })) !== null;
}

/** The guest of a browser, or a new one. Returns the secret for the cookie. `lasts` is in seconds. */
export async function rememberGuest(
  tx: Transaction,
  proof: string | undefined,
  { lasts, now }: { lasts: number; now: Date },
): Promise<{ guest: RecognisedGuest; secret: string }> {
  const expiresAt = new Date(now.getTime() + lasts * 1000);
  const known = proof === undefined ? null : await findGuest(tx.db, proof);
  if (!known || proof === undefined) return addGuest(tx, expiresAt, now);
  await tx.db.guest.updateMany({
    where: { id: known.id, expiresAt: { lt: expiresAt } },
    data: { expiresAt },
  });
  return { guest: known, secret: proof };
}

async function addGuest(tx: Transaction, expiresAt: Date, now: Date) {
  const secret = newSecret();
  const { id } = await tx.db.guest.create({
    data: { secretHash: hashSecret(secret), createdAt: now, expiresAt },
    select: { id: true },
  });
  return { guest: { id, emailHash: null, confirmedAt: null }, secret };
}

/** Forgets a browser. What was written with it stays its guest's, who may have others. */
export async function forgetBrowser(tx: Transaction, secret: string): Promise<void> {
  await tx.db.guest.updateMany({
    where: { secretHash: hashSecret(secret) },
    data: { secretHash: null },
  });
}

/** Lets a browser be known by a comment whose link it has. */
export async function rememberComment(
  tx: Transaction,
  guest: RecognisedGuest,
  commentId: number,
): Promise<void> {
  const comment = await tx.db.comment.findUniqueOrThrow({
    where: { id: commentId },
    select: { guestId: true, guest: { select: { emailHash: true } } },
  });
  if (comment.guestId === guest.id) return;
  const emailHash = comment.guest?.emailHash ?? null;
  // The comment stays with the guest who confirmed an address for it, and this one is known by the same address.
  if (emailHash === null)
    await tx.db.comment.update({
      where: { id: commentId },
      data: { guestId: guest.id },
      select: { id: true },
    });
  else if (guest.emailHash === null)
    await tx.db.guest.update({ where: { id: guest.id }, data: { emailHash }, select: { id: true } });
}

/** Whether a browser is remembered as the guest of a comment. */
export async function isRememberedWith(
  db: DatabaseClient,
  proof: string,
  commentId: number,
): Promise<boolean> {
  const guest = await findGuest(db, proof);
  if (!guest) return false;
  const same = guest.emailHash === null ? [] : [{ guest: { emailHash: guest.emailHash } }];
  const where = { id: commentId, OR: [{ guestId: guest.id }, ...same] };
  return (await db.comment.findFirst({ where, select: { id: true } })) !== null;
}

/** Forgets all that is known of a guest by an address. */
export async function forgetGuestsOf(tx: Transaction, email: string): Promise<void> {
  await tx.db.guest.deleteMany({ where: { emailHash: hashEmail(email) } });
}

/** The same, and that e-mail was asked for; somebody who turned e-mails off stays, so that none is sent. Their comments keep their address. */
export async function forgetGuest(tx: Transaction, email: string): Promise<void> {
  const emailHash = hashEmail(email);
  await tx.db.comment.updateMany({
    where: { guestEmail: email },
    data: { emailAskedAt: null, emailAnswers: null },
  });
  await tx.db.guest.deleteMany({ where: { emailHash, noEmails: false } });
  await tx.db.guest.updateMany({ where: { emailHash }, data: { secretHash: null, confirmedAt: null } });
}

/** Forgets browsers whose cookie has expired, and guests without a browser and a comment. Who turned e-mails off stays,
 *  so that none is sent. */
export const pruneGuests = (db: Database, now: Date): Promise<void> =>
  db.write(async (tx) => {
    await tx.db.guest.updateMany({
      where: { expiresAt: { lt: now }, secretHash: { not: null } },
      data: { secretHash: null },
    });
    await tx.db.guest.deleteMany({ where: { secretHash: null, noEmails: false, comments: { none: {} } } });
  });
