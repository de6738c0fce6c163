// What the spam service said about comments, until a moderator can no longer have been mistaken about it.

import { KEEP_NETWORK_DAYS } from "~/comments/guests/guest-networks.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";

/** A moderator decides within days, and no network is kept longer. */
export const KEEP_CHECK_DAYS = KEEP_NETWORK_DAYS;

/** What the service said, and what it was told that the comment doesn't have: sealed, because it is a network address. */
export interface ServiceCheck {
  isSpam: boolean;
  sealed: string;
}

/** Keeps what the service said about a comment, or about its new text. */
export async function keepCheck(
  tx: Transaction,
  commentId: number,
  { isSpam, sealed }: ServiceCheck,
  now: Date,
): Promise<void> {
  const check = { isSpam, sealed, createdAt: now };
  await tx.db.spamCheck.upsert({
    where: { commentId },
    create: { commentId, ...check },
    update: check,
    select: { commentId: true },
  });
}

/** Keeps what the service said about an edit that waits. Its comment's own check stays: a moderator may decide about either. */
export async function keepEditCheck(
  tx: Transaction,
  editId: number,
  { isSpam, sealed }: ServiceCheck,
  now: Date,
): Promise<void> {
  const check = { isSpam, sealed, createdAt: now };
  await tx.db.spamEditCheck.upsert({
    where: { editId },
    create: { editId, ...check },
    update: check,
    select: { editId: true },
  });
}

export const findCheck = (db: DatabaseClient, commentId: number): Promise<ServiceCheck | null> =>
  db.spamCheck.findUnique({ where: { commentId }, select: { isSpam: true, sealed: true } });

export const findEditCheck = (db: DatabaseClient, editId: number): Promise<ServiceCheck | null> =>
  db.spamEditCheck.findUnique({ where: { editId }, select: { isSpam: true, sealed: true } });

/** Notes what the service was told, so that it isn't told twice. */
export async function noteTold(tx: Transaction, commentId: number, isSpam: boolean): Promise<void> {
  await tx.db.spamCheck.updateMany({ where: { commentId }, data: { isSpam } });
}

/** The same about an edit. */
export async function noteEditTold(tx: Transaction, editId: number, isSpam: boolean): Promise<void> {
  await tx.db.spamEditCheck.updateMany({ where: { editId }, data: { isSpam } });
}

export async function forgetChecks(tx: Transaction, ids: number[]): Promise<void> {
  await tx.db.spamCheck.deleteMany({ where: { commentId: { in: ids } } });
}

/** Deletes those that are too old. */
export async function pruneChecks(tx: Transaction, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEEP_CHECK_DAYS * 24 * 60 * 60 * 1000);
  await tx.db.spamCheck.deleteMany({ where: { createdAt: { lt: before } } });
  await tx.db.spamEditCheck.deleteMany({ where: { createdAt: { lt: before } } });
}
