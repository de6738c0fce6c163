// E-mails about comments that a guest asked for, at an address that they confirmed.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { hashEmail } from "./guest-email";

const ofGuest = (email: string) => ({
  guestEmail: email,
  guest: { emailHash: hashEmail(email), confirmedAt: { not: null } },
});

/** Whether a guest wants answers to a comment of theirs. */
export const wantsAnswers = async (db: DatabaseClient, email: string): Promise<boolean> =>
  (await db.comment.findFirst({
    where: { ...ofGuest(email), emailAnswers: { not: null } },
    select: { id: true },
  })) !== null;

/** Comments about which a guest is told what moderators decide. */
export const countDecisionsAsked = (db: DatabaseClient, email: string): Promise<number> =>
  db.comment.count({ where: { ...ofGuest(email), emailAskedAt: { not: null } } });

/** Tells a guest no more what moderators decide about what they have written so far. */
export async function endDecisions(tx: Transaction, email: string): Promise<void> {
  const rows = await tx.db.comment.findMany({
    where: { ...ofGuest(email), emailAskedAt: { not: null } },
    select: { id: true },
  });
  await tx.db.comment.updateMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    data: { emailAskedAt: null },
  });
}
