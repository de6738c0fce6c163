// E-mail addresses that guests confirm.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CONFIRM_DAYS, MAX_TO_CONFIRM } from "./guest.schema";
import { hashEmail } from "./guest-email";
import type { RecognisedGuest } from "./guests.server";

const DAY_MS = 24 * 60 * 60 * 1000;

const emailFields = {
  ...{ id: true, status: true, guestEmail: true, emailAskedAt: true, emailAnswers: true },
  guest: { select: { emailHash: true, confirmedAt: true } },
} as const;

type WithGuest = {
  guestEmail: string | null;
  guest: { emailHash: string | null; confirmedAt: Date | null } | null;
};

/** The address of a comment's guest, if they have confirmed that it is theirs. */
export const confirmedAddressOf = ({ guestEmail, guest }: WithGuest): string | null =>
  guestEmail !== null && guest?.confirmedAt != null && guest.emailHash === hashEmail(guestEmail)
    ? guestEmail
    : null;

const isConfirmed = (row: WithGuest): boolean => confirmedAddressOf(row) !== null;

export interface GuestEmail {
  email: string;
  isConfirmed: boolean;
}

/** The address of a guest who wants e-mail about a comment; null if nobody does. */
export async function findGuestEmail(db: DatabaseClient, commentId: number): Promise<GuestEmail | null> {
  const row = await db.comment.findUnique({ where: { id: commentId }, select: emailFields });
  if (!row?.guestEmail || !row.emailAskedAt) return null;
  return { email: row.guestEmail, isConfirmed: isConfirmed(row) };
}

/** Comments with this address about which e-mail was asked for but not confirmed, newest first. */
export async function listToConfirm(db: DatabaseClient, email: string, now: Date) {
  const since = new Date(now.getTime() - CONFIRM_DAYS * DAY_MS);
  const rows = await db.comment.findMany({
    where: { guestEmail: email, createdAt: { gt: since }, emailAskedAt: { not: null } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_TO_CONFIRM,
    select: {
      ...emailFields,
      ...{ guestId: true, guestName: true, createdAt: true },
      post: { select: { title: true } },
    },
  });
  return rows.filter((row) => !isConfirmed(row));
}

/** Confirms an address for these comments and for the guest whose browser does it, who must not have another one. A browser with
 *  which one of the comments was written is known by the address from then on. E-mails are on again. */
export async function confirmAddress(
  tx: Transaction,
  { id }: RecognisedGuest,
  { email, ids }: { email: string; ids: number[] },
  now: Date,
): Promise<void> {
  const confirmed = { emailHash: hashEmail(email), confirmedAt: now };
  const rows = (await listToConfirm(tx.db, email, now)).filter((row) => ids.includes(row.id));
  const guestIds = new Set([id]);
  for (const { id: commentId, guest, guestId } of rows) {
    const isFree = guest !== null && (guest.emailHash ?? confirmed.emailHash) === confirmed.emailHash;
    if (guestId !== null && isFree) guestIds.add(guestId);
    else
      await tx.db.comment.update({
        where: { id: commentId },
        data: { guestId: id },
        select: { id: true },
      });
  }
  await tx.db.guest.updateMany({ where: { id: { in: [...guestIds] } }, data: confirmed });
  await tx.db.guest.updateMany({ where: { emailHash: confirmed.emailHash }, data: { noEmails: false } });
}

/** Whether the owner of an address has turned e-mails off. */
export const hasNoEmails = async (db: DatabaseClient, emailHash: string): Promise<boolean> =>
  (await db.guest.findFirst({ where: { emailHash, noEmails: true }, select: { id: true } })) !== null;

/** Turns e-mails to an address off, or on again. */
export async function setGuestEmails(
  tx: Transaction,
  emailHash: string,
  on: boolean,
  now: Date,
): Promise<void> {
  const { count } = await tx.db.guest.updateMany({ where: { emailHash }, data: { noEmails: !on } });
  if (count === 0 && !on)
    await tx.db.guest.create({
      data: { emailHash, noEmails: true, createdAt: now, expiresAt: now },
      select: { id: true },
    });
}

/** What is known of a guest by an address, for the export of a member who has it. */
export const listGuestsOf = (db: DatabaseClient, email: string) =>
  db.guest.findMany({
    where: { emailHash: hashEmail(email) },
    orderBy: { id: "asc" },
    select: { confirmedAt: true, noEmails: true, createdAt: true, expiresAt: true },
  });
