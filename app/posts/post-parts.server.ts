// Posts as parts of a series, whatever their status.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { invalidatePost } from "./post.server";

/** All posts of a series, those that aren't published too, in order. */
export const listPostsOfSeries = async (db: DatabaseClient, seriesId: number) =>
  (
    await db.post.findMany({
      where: { seriesId },
      orderBy: [{ part: "asc" }, { id: "asc" }],
      select: { id: true, slug: true, title: true, status: true, part: true },
    })
  ).map((row) => ({ ...row, part: row.part ?? 0 }));

/** Gives posts of one series other numbers, by id. The caller has checked that no two have the same. */
export async function renumberParts(tx: Transaction, parts: ReadonlyMap<number, number>): Promise<void> {
  // No two posts of a series may have the same number, not even between two statements.
  await tx.db.post.updateMany({ where: { id: { in: [...parts.keys()] } }, data: { part: null } });
  for (const [id, part] of parts) {
    await tx.db.post.update({ where: { id }, data: { part }, select: { id: true } });
    invalidatePost(tx, id);
  }
}
