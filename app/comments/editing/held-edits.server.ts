// Edits of published comments that wait for a moderator, and those that one has decided about. A comment has one at most:
// a newer edit by its writer replaces it.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { isApproved, isHeld, type ResponseStatus, responseStatus } from "~/visibility/status";

const fields = {
  ...{ id: true, commentId: true, source: true, status: true, heldFor: true, createdAt: true },
  comment: { select: { source: true, idPrefix: true, status: true, personId: true } },
} satisfies Prisma.HeldEditSelect;

export type HeldEdit = Prisma.HeldEditGetPayload<{ select: typeof fields }>;

export const findEdit = (
  db: DatabaseClient,
  where: { id: number } | { commentId: number },
): Promise<HeldEdit | null> => db.heldEdit.findUnique({ where, select: fields });

/** The text of a comment's edit that waits; null if none does. */
export async function findWaitingText(db: DatabaseClient, commentId: number): Promise<string | null> {
  const edit = await db.heldEdit.findUnique({
    where: { commentId },
    select: { source: true, status: true },
  });
  return edit && isHeld(edit) ? edit.source : null;
}

/** Stores an edit that waits, in place of an earlier one. It gets an id of its own, so that nobody approves another text
 *  than they have read. The same text again keeps its place in the queue. */
export async function holdEdit(
  tx: Transaction,
  { commentId, source, heldFor }: { commentId: number; source: string; heldFor: string },
  now: Date,
): Promise<{ id: number }> {
  const edit = await findEdit(tx.db, { commentId });
  if (edit && isHeld(edit) && edit.source === source) return edit;
  await deleteEdits(tx, [commentId]);
  const data = { commentId, source, heldFor, status: responseStatus.held, createdAt: now };
  return tx.db.heldEdit.create({ data, select: { id: true } });
}

/** Deletes an edit that waits. Returns whether there was one. */
export async function withdrawEdit(tx: Transaction, commentId: number): Promise<boolean> {
  const { count } = await tx.db.heldEdit.deleteMany({ where: { commentId, status: responseStatus.held } });
  return count > 0;
}

export async function setEditStatus(
  tx: Transaction,
  id: number,
  status: "held" | "approved" | "removed",
): Promise<void> {
  await tx.db.heldEdit.update({ where: { id }, data: { status }, select: { id: true } });
}

/** Deletes the edits of comments whose words are erased, or are replaced by their writer. */
export async function deleteEdits(tx: Transaction, commentIds: number[]): Promise<void> {
  await tx.db.heldEdit.deleteMany({ where: { commentId: { in: commentIds } } });
}

/** Deletes the edits of a person's comments, when they delete their account. */
export async function leaveEdits(tx: Transaction, personId: number): Promise<void> {
  await tx.db.heldEdit.deleteMany({ where: { comment: { personId } } });
}

/** All but the approved. If it were asked for the approved, SQLite would begin with every approved comment instead of the few edits. */
const HIDDEN: ResponseStatus[] = Object.values(responseStatus).filter((status) => !isApproved({ status }));

/** An edit waits with its comment: while that is hidden, there is nothing to decide. */
const waiting = {
  status: responseStatus.held,
  comment: { status: { notIn: HIDDEN } },
} satisfies Prisma.HeldEditWhereInput;

/** Edits that wait, oldest first. */
export const listWaitingEdits = (db: DatabaseClient, take: number): Promise<HeldEdit[]> =>
  db.heldEdit.findMany({
    where: waiting,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take,
    select: fields,
  });

/** Edits that wait, up to a limit. */
export const countWaitingEdits = async (db: DatabaseClient, limit: number): Promise<number> =>
  (await db.heldEdit.findMany({ where: waiting, take: limit, select: { id: true } })).length;

/** Edits that have come to wait after a time, oldest first. */
export const listEditsSince = (db: DatabaseClient, after: Date, take: number) =>
  db.heldEdit.findMany({
    where: { ...waiting, createdAt: { gt: after } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take,
    select: {
      commentId: true,
      comment: {
        select: {
          guestName: true,
          person: { select: { name: true } },
          post: { select: { title: true } },
        },
      },
    },
  });

/** The texts of edits that have these words in them, in order of id. */
export const listEditsWith = (db: DatabaseClient, words: string, after: number, take: number) =>
  db.heldEdit.findMany({
    where: { source: { contains: words }, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, source: true },
  });

/** Deletes decided edits that were written and decided about before a time. Returns their number. */
export async function deleteDecidedEdits(tx: Transaction, before: Date, take: number): Promise<number> {
  const rows = await tx.db.heldEdit.findMany({
    where: {
      status: { not: responseStatus.held },
      createdAt: { lt: before },
      moderated: { none: { createdAt: { gte: before } } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take,
    select: { id: true },
  });
  await tx.db.heldEdit.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  return rows.length;
}
