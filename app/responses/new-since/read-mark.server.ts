import { z } from "zod";
import { keepsReadMarks } from "~/accounts/read-marks.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { findRow } from "~/platform/database/rows/row-statements.server";
import { defineJob } from "~/platform/jobs/job";
import { markOnVisit, type Opened, type ReadMark } from "./read-mark";

/** Longer than a year, so that whoever teaches the same course each year finds their place. */
export const KEEP_READ_MARKS_DAYS = 400;

interface Of {
  accountId: number;
  postId: number;
}

const columns = { seenNumber: true, seenAt: true, reachedNumber: true, visitAt: true } as const;

export const findReadMark = (db: DatabaseClient, of: Of): Promise<ReadMark | null> =>
  findRow(db, "ReadMark", columns, { ...of });

/** The last number that a page showed the member in each of these conversations. */
export async function listReadMarks(
  db: DatabaseClient,
  accountId: number,
  postIds: number[],
): Promise<Map<number, number>> {
  const rows = await db.readMark.findMany({
    where: { accountId, postId: { in: postIds } },
    select: { postId: true, reachedNumber: true },
  });
  return new Map(rows.map(({ postId, reachedNumber }) => [postId, reachedNumber]));
}

/** Notes a visit, unless the member has turned that off meanwhile. Another page of theirs may have noted it first. */
export async function noteVisit(tx: Transaction, of: Of, opened: Opened): Promise<void> {
  if (!(await keepsReadMarks(tx.db, of.accountId))) return;
  const mark = await findReadMark(tx.db, of);
  const moved = markOnVisit(mark, opened);
  if (moved !== mark) await setMark(tx, of, moved);
}

/** Marks responses up to this number as read. */
export async function markAllRead(tx: Transaction, of: Of, number: number, now: Date): Promise<void> {
  if (!(await keepsReadMarks(tx.db, of.accountId))) return;
  const mark = await findReadMark(tx.db, of);
  const seenNumber = Math.max(number, mark?.seenNumber ?? 0);
  const reachedNumber = Math.max(number, mark?.reachedNumber ?? 0);
  await setMark(tx, of, { seenNumber, seenAt: now, reachedNumber, visitAt: mark?.visitAt ?? now });
}

async function setMark(tx: Transaction, of: Of, mark: ReadMark): Promise<void> {
  await tx.db.readMark.upsert({
    where: { accountId_postId: of },
    create: { ...of, ...mark },
    update: mark,
    select: { postId: true },
  });
}

export async function deleteReadMarks(tx: Transaction, accountId: number): Promise<void> {
  await tx.db.readMark.deleteMany({ where: { accountId } });
}

export const pruneReadMarksJob = defineJob({
  kind: "prune-read-marks",
  queue: "rendering",
  payload: z.object({}),
  run: ({ db }: { db: Database }, _payload, now) =>
    db.write(async (tx) => {
      const before = new Date(now.getTime() - KEEP_READ_MARKS_DAYS * 24 * 60 * 60 * 1000);
      await tx.db.readMark.deleteMany({ where: { visitAt: { lt: before } } });
    }),
});
