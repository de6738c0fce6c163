// A post's month in the archive: that of its publication in the site's time zone.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { monthOf } from "~/site/calendar";
import { everyone } from "~/visibility/visibility.server";
import { POSTS_KEY, postKey } from "../post.server";

export const monthKey = (month: string) => `month:${month}`;
/** Cache tag of the list of months. */
export const MONTHS_KEY = "months";

/** A century; more months would mean wrong dates. */
const MONTHS_SHOWN = 1_200;

/** Months with published posts and their numbers, newest first. */
export const listMonths = (db: DatabaseClient) =>
  db.month.findMany({ orderBy: { month: "desc" }, take: MONTHS_SHOWN });

/** Recounts the published posts of these months. */
export async function recountMonths(tx: Transaction, ...months: (string | null)[]): Promise<void> {
  for (const month of new Set(months)) {
    if (month === null) continue;
    const postCount = await tx.db.post.count({ where: { ...everyone.posts, month } });
    if (postCount === 0) await tx.db.month.deleteMany({ where: { month } });
    else
      await tx.db.month.upsert({
        where: { month },
        create: { month, postCount },
        update: { postCount },
      });
    tx.invalidate(monthKey(month), MONTHS_KEY);
  }
}

/** Updates the months of some published posts after `last` for a time zone. Returns the last id, or null at
 *  the end. */
export async function fileByMonth(
  tx: Transaction,
  timeZone: string,
  last: number,
  take: number,
): Promise<number | null> {
  const posts = await tx.db.post.findMany({
    where: { ...everyone.posts, publishedAt: { not: null }, id: { gt: last } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, publishedAt: true, month: true },
  });
  const moved = new Map<string, number[]>();
  const left: (string | null)[] = [];
  for (const { id, publishedAt, month: before } of posts) {
    const month = publishedAt && monthOf(publishedAt, timeZone);
    if (!month || month === before) continue;
    moved.set(month, [...(moved.get(month) ?? []), id]);
    left.push(before);
    tx.invalidate(postKey(id), POSTS_KEY);
  }
  for (const [month, ids] of moved)
    await tx.db.post.updateMany({ where: { id: { in: ids } }, data: { month } });
  await recountMonths(tx, ...left, ...moved.keys());
  return posts.length < take ? null : (posts.at(-1)?.id ?? null);
}

export async function setMonth(tx: Transaction, id: number, before: string | null, month: string | null) {
  await tx.db.post.update({ where: { id }, data: { month } });
  tx.invalidate(postKey(id), POSTS_KEY);
  await recountMonths(tx, before, month);
}
