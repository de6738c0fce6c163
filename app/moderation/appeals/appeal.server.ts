// Appeals: the rows, and what is forgotten of them.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import type { Entry } from "../log/log.server";
import { type AppealStatus, appealStatus } from "./appeal";
import { countOpenBlockAppeals } from "./block-appeal.server";

const appealFields = {
  ...{ id: true, text: true, status: true, words: true, createdAt: true, answeredAt: true },
  ...{ entryId: true, commentId: true, answererId: true },
  entry: { select: { action: true, reason: true, words: true, createdAt: true, personId: true } },
  comment: { select: { status: true, personId: true } },
} satisfies Prisma.AppealSelect;

export type Appeal = Prisma.AppealGetPayload<{ select: typeof appealFields }>;

/** Adds the appeal of a decision. */
export async function addAppeal(
  tx: Transaction,
  { id: entryId, commentId }: { id: number; commentId: number },
  text: string,
  now: Date,
): Promise<void> {
  await tx.db.appeal.create({ data: { entryId, commentId, text, createdAt: now }, select: { id: true } });
}

/** The last appeal about a comment. */
export const findLastAppeal = (db: DatabaseClient, commentId: number): Promise<Appeal | null> =>
  db.appeal.findFirst({ where: { commentId }, orderBy: { id: "desc" }, select: appealFields });

export const findAppeal = (db: DatabaseClient, id: number): Promise<Appeal | null> =>
  db.appeal.findUnique({ where: { id }, select: appealFields });

/** As many as anybody answers in one go. */
const MAX_SHOWN = 50;

/** Open appeals, oldest first. */
export const listOpenAppeals = (db: DatabaseClient): Promise<Appeal[]> =>
  db.appeal.findMany({
    where: { status: appealStatus.open },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_SHOWN,
    select: appealFields,
  });

/** Open appeals that were made after a time, of other people's comments, oldest first. */
export const listAppealsSince = (db: DatabaseClient, after: Date, personId: number, take: number) =>
  db.appeal.findMany({
    where: {
      ...{ status: appealStatus.open, createdAt: { gt: after } },
      comment: { OR: [{ personId: null }, { personId: { not: personId } }] },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take,
    select: {
      ...{ id: true, text: true },
      comment: {
        select: { guestName: true, person: { select: { name: true } }, post: { select: { title: true } } },
      },
    },
  });

/** Open appeals of decisions and of blocks, up to a limit of each. */
export const countOpenAppeals = async (db: DatabaseClient, limit: number): Promise<number> =>
  (await db.appeal.findMany({ where: { status: appealStatus.open }, take: limit, select: { id: true } }))
    .length + (await countOpenBlockAppeals(db, limit));

/** Answers the open appeals of a comment. Returns whether there were any. */
export async function answerAppealsOf(
  tx: Transaction,
  commentId: number,
  to: Exclude<AppealStatus, "open">,
  { by, words = "", now }: { by: number; words?: string; now: Date },
): Promise<boolean> {
  const where = { commentId, status: appealStatus.open };
  const data = { status: to, answererId: by, words, answeredAt: now };
  return (await tx.db.appeal.updateMany({ where, data })).count > 0;
}

/** Opens the appeals again that an entry of the log has answered, because it was undone. */
export async function reopenAppealsOf(
  tx: Transaction,
  { commentId, personId, createdAt }: Pick<Entry, "commentId" | "personId" | "createdAt">,
): Promise<void> {
  if (commentId === null || personId === null) return;
  const data = { status: appealStatus.open, answererId: null, words: "", answeredAt: null };
  const where = { commentId, answererId: personId, answeredAt: createdAt, status: appealStatus.reversed };
  await tx.db.appeal.updateMany({ where, data });
}

/** Deletes the appeals about comments that are erased. */
export async function forgetAppealsOf(tx: Transaction, commentIds: number[]): Promise<void> {
  await tx.db.appeal.deleteMany({ where: { commentId: { in: commentIds } } });
}

/** Deletes what answered appeals say, some time after the answer. The rows stay, since a decision is appealed once. Returns how many
 *  had words. */
export async function forgetAppeals(tx: Transaction, before: Date, take: number): Promise<number> {
  const rows = await tx.db.appeal.findMany({
    where: { answeredAt: { lt: before }, NOT: { text: "", words: "" } },
    take,
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  await tx.db.appeal.updateMany({ where: { id: { in: ids } }, data: { text: "", words: "" } });
  return rows.length;
}

/** Takes a person who deletes their account out of the appeals: theirs are deleted, and those that they answered no longer name them. */
export async function leaveAppeals(tx: Transaction, personId: number): Promise<void> {
  await tx.db.appeal.deleteMany({ where: { comment: { personId } } });
  await tx.db.appeal.updateMany({ where: { answererId: personId }, data: { answererId: null } });
}

/** A person's own appeals, for their export. */
export const listOwnAppeals = (db: DatabaseClient, personId: number, email: string) =>
  db.appeal.findMany({
    where: { comment: { OR: [{ personId }, { guestEmail: email }] } },
    orderBy: { id: "asc" },
    select: {
      ...{ commentId: true, text: true, status: true, words: true, createdAt: true, answeredAt: true },
    },
  });
