// Appeals of blocks: the rows, and what is forgotten of them.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { type AppealStatus, appealStatus } from "./appeal";

/** Who asks: a member, or one of the guests whom the block keeps out. */
export type Appellant = { personId: number } | { secretHash: string };

/** Each member asks once about a block, and all its guests together: a block of them is of one address or one network, and who of
 *  several uses it, nobody can tell. So there are never more appeals of guests than blocks. */
const keyOf = (blockId: number, personId: number | null) => `${blockId}/${personId ?? "guests"}`;

const appealFields = {
  ...{ id: true, text: true, status: true, words: true, createdAt: true, answeredAt: true },
  ...{ blockId: true, personId: true },
} satisfies Prisma.BlockAppealSelect;

export type BlockAppeal = Prisma.BlockAppealGetPayload<{ select: typeof appealFields }>;

/** Adds an appeal. Returns false if it was made before. */
export async function addBlockAppeal(
  tx: Transaction,
  blockId: number,
  by: Appellant,
  { text, now }: { text: string; now: Date },
): Promise<boolean> {
  const key = keyOf(blockId, "personId" in by ? by.personId : null);
  if (await tx.db.blockAppeal.findUnique({ where: { key }, select: { id: true } })) return false;
  await tx.db.blockAppeal.create({
    data: { ...by, blockId, key, text, createdAt: now },
    select: { id: true },
  });
  return true;
}

/** What a member asked about a block; with `null`, what its guests asked. */
export const findBlockAppealOf = (
  db: DatabaseClient,
  blockId: number,
  personId: number | null,
): Promise<BlockAppeal | null> =>
  db.blockAppeal.findUnique({ where: { key: keyOf(blockId, personId) }, select: appealFields });

/** The last appeal of a block that a member made. */
export const findLastBlockAppeal = (db: DatabaseClient, personId: number): Promise<BlockAppeal | null> =>
  db.blockAppeal.findFirst({ where: { personId }, orderBy: { id: "desc" }, select: appealFields });

export const findBlockAppealBySecret = (
  db: DatabaseClient,
  secretHash: string,
): Promise<BlockAppeal | null> => db.blockAppeal.findUnique({ where: { secretHash }, select: appealFields });

const withBlock = {
  ...appealFields,
  block: { select: { kind: true, personId: true, makerId: true, endsAt: true, commentId: true } },
} satisfies Prisma.BlockAppealSelect;

export type BlockAppealToAnswer = Prisma.BlockAppealGetPayload<{ select: typeof withBlock }>;

export const findBlockAppeal = (db: DatabaseClient, id: number): Promise<BlockAppealToAnswer | null> =>
  db.blockAppeal.findUnique({ where: { id }, select: withBlock });

/** As many as anybody answers in one go. */
const MAX_SHOWN = 50;

/** Open appeals of blocks, oldest first. */
export const listOpenBlockAppeals = (db: DatabaseClient): Promise<BlockAppealToAnswer[]> =>
  db.blockAppeal.findMany({
    where: { status: appealStatus.open },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_SHOWN,
    select: withBlock,
  });

/** Open appeals of blocks that somebody else made after a time, oldest first. */
export const listBlockAppealsSince = (db: DatabaseClient, after: Date, personId: number, take: number) =>
  db.blockAppeal.findMany({
    where: {
      ...{ status: appealStatus.open, createdAt: { gt: after } },
      OR: [{ personId: null }, { personId: { not: personId } }],
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take,
    select: { id: true, text: true },
  });

/** Open appeals of blocks, up to a limit. */
export const countOpenBlockAppeals = async (db: DatabaseClient, limit: number): Promise<number> =>
  (await db.blockAppeal.findMany({ where: { status: appealStatus.open }, take: limit, select: { id: true } }))
    .length;

/** Answers one open appeal, or with `{ blockId }` all of a block. Returns those that it answered. */
export async function answerBlockAppeals(
  tx: Transaction,
  which: { id: number } | { blockId: number },
  to: Exclude<AppealStatus, "open">,
  { by, words = "", now }: { by: number; words?: string; now: Date },
): Promise<BlockAppealToAnswer[]> {
  const where = { ...which, status: appealStatus.open };
  const answered = await tx.db.blockAppeal.findMany({ where, select: withBlock });
  await tx.db.blockAppeal.updateMany({
    where: { id: { in: answered.map(({ id }) => id) } },
    data: { status: to, answererId: by, words, answeredAt: now },
  });
  return answered;
}

/** Closes appeals of blocks that have ended by themselves. */
export async function lapseBlockAppeals(tx: Transaction, now: Date): Promise<void> {
  await tx.db.blockAppeal.updateMany({
    where: { status: appealStatus.open, block: { endsAt: { lte: now } } },
    data: { status: appealStatus.lapsed, answeredAt: now },
  });
}

/** Deletes what answered appeals say, some time after the answer. The rows stay with their block, since it is appealed once. */
export async function forgetBlockAppeals(tx: Transaction, before: Date): Promise<void> {
  const where = { answeredAt: { lt: before }, NOT: { text: "", words: "" } };
  await tx.db.blockAppeal.updateMany({ where, data: { text: "", words: "" } });
}

/** Deletes the appeals of a person who deletes their account, and their name from those that they answered. */
export async function leaveBlockAppeals(tx: Transaction, personId: number): Promise<void> {
  await tx.db.blockAppeal.deleteMany({ where: { personId } });
  await tx.db.blockAppeal.updateMany({ where: { answererId: personId }, data: { answererId: null } });
}

/** A member's own appeals of blocks, for their export. */
export const listOwnBlockAppeals = (db: DatabaseClient, personId: number) =>
  db.blockAppeal.findMany({
    where: { personId },
    orderBy: { id: "asc" },
    select: { text: true, status: true, words: true, createdAt: true, answeredAt: true },
  });
