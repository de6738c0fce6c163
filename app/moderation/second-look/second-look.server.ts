// A second look at a response, for which a moderator asks the others.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import type { ResponseRef } from "../response-ref";

const at = ({ kind, id }: ResponseRef) => (kind === "comment" ? { commentId: id } : { pingbackId: id });

const secondLookFields = {
  ...{ id: true, commentId: true, pingbackId: true, personId: true, words: true, createdAt: true },
  person: { select: { name: true } },
} satisfies Prisma.SecondLookSelect;

export type SecondLook = Prisma.SecondLookGetPayload<{ select: typeof secondLookFields }>;

export const findSecondLook = (db: DatabaseClient, response: ResponseRef): Promise<SecondLook | null> =>
  db.secondLook.findFirst({ where: at(response), select: secondLookFields });

/** As many as anybody looks at in one go. */
const MAX_SHOWN = 20;

/** What is asked for, oldest first. */
export const listSecondLooks = (db: DatabaseClient): Promise<SecondLook[]> =>
  db.secondLook.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_SHOWN,
    select: secondLookFields,
  });

/** Those asked for after a time, oldest first, without this moderator's own and those about what they have written. */
export const listSecondLooksSince = (db: DatabaseClient, after: Date, personId: number, take: number) =>
  db.secondLook.findMany({
    where: {
      createdAt: { gt: after },
      OR: [{ personId: null }, { personId: { not: personId } }],
      AND: {
        OR: [{ comment: null }, { comment: { OR: [{ personId: null }, { personId: { not: personId } }] } }],
      },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take,
    select: secondLookFields,
  });

export async function addSecondLook(
  tx: Transaction,
  response: ResponseRef,
  { personId, words, now }: { personId: number; words: string; now: Date },
): Promise<void> {
  const data = { ...at(response), personId, words, createdAt: now };
  await tx.db.secondLook.create({ data, select: { id: true } });
}

/** Ends it, because somebody has looked. Returns whether one was asked for. */
export const endSecondLook = async (tx: Transaction, response: ResponseRef): Promise<boolean> =>
  (await tx.db.secondLook.deleteMany({ where: at(response) })).count > 0;

/** Deletes what was written about comments that are erased. */
export async function forgetSecondLooks(tx: Transaction, commentIds: number[]): Promise<void> {
  await tx.db.secondLook.deleteMany({ where: { commentId: { in: commentIds } } });
}

/** Takes a person who deletes their account out: what they asked for ends, and so does what was written about their comments. */
export async function leaveSecondLooks(tx: Transaction, personId: number): Promise<void> {
  await tx.db.secondLook.deleteMany({ where: { OR: [{ personId }, { comment: { personId } }] } });
}

/** What a moderator asked for, for their export. */
export const listOwnSecondLooks = (db: DatabaseClient, personId: number) =>
  db.secondLook.findMany({
    where: { personId },
    orderBy: { id: "asc" },
    select: { commentId: true, pingbackId: true, words: true, createdAt: true },
  });
