// A series that comes a part a week, from the first: a subscription with the last part that was told, and the time of the next.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";

/** Subscriptions whose next parts are told in one transaction. */
const PORTION = 100;

export interface DueCourse {
  /** Of the subscription. */
  id: number;
  subscriberId: number;
  seriesId: number;
  partAfter: number;
  time: { hour: number; weekday: number; timeZone: string | null };
}

/** Those whose next part is due; while e-mails pause, it waits. */
export async function listDueCourses(db: DatabaseClient, now: Date): Promise<DueCourse[]> {
  const rows = await db.subscription.findMany({
    where: { partAt: { lte: now }, seriesId: { not: null }, subscriber: { paused: null } },
    orderBy: [{ partAt: "asc" }, { id: "asc" }],
    take: PORTION,
    select: {
      ...{ id: true, subscriberId: true, seriesId: true, partAfter: true },
      subscriber: { select: { digestHour: true, digestWeekday: true, timeZone: true } },
    },
  });
  return rows.map(({ seriesId, partAfter, subscriber: { digestHour, digestWeekday, timeZone }, ...row }) => ({
    ...row,
    ...{ seriesId: seriesId ?? 0, partAfter: partAfter ?? 0 },
    time: { hour: digestHour, weekday: digestWeekday, timeZone },
  }));
}

export async function setCourse(
  tx: Transaction,
  id: number,
  course: { partAfter: number; partAt: Date },
): Promise<void> {
  await tx.db.subscription.update({ where: { id }, data: course, select: { id: true } });
}

/** There is no further part now: new ones are told as they appear. */
export async function endCourse(tx: Transaction, id: number): Promise<void> {
  await tx.db.subscription.update({
    where: { id },
    data: { partAt: null, partAfter: null },
    select: { id: true },
  });
}
