// Posts as parts of a series, whatever their status.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";
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

/** The series' slug and its next part, for a post by one of its writers, or by anybody if `anyone`; null otherwise. */
export async function findNextPart(
  db: DatabaseClient,
  seriesId: number,
  { personId, anyone }: { personId: number; anyone: boolean },
): Promise<{ slug: string; part: number } | null> {
  const last = await db.post.findFirst({
    where: { seriesId, part: { not: null } },
    orderBy: { part: "desc" },
    select: { part: true, series: { select: { slug: true } } },
  });
  if (!last?.series) return null;
  const own = { seriesId, bylines: { some: { personId, role: "writer" } } };
  if (!anyone && !(await db.post.findFirst({ where: own, select: { id: true } }))) return null;
  return { slug: last.series.slug, part: (last.part ?? 0) + 1 };
}

/** A published post that is a part of a series, and that series; null for any other. */
export async function findSeriesOfPart(
  db: DatabaseClient,
  id: number,
): Promise<{ id: number; slug: string; seriesSlug: string } | null> {
  const row = await db.post.findFirst({
    where: { id, ...everyone.posts },
    select: { id: true, slug: true, series: { select: { slug: true } } },
  });
  return row?.series ? { id: row.id, slug: row.slug, seriesSlug: row.series.slug } : null;
}

/** The last number that a response to each of these posts has. */
export async function readLastNumbers(
  db: DatabaseClient,
  posts: readonly { id: number }[],
): Promise<Map<number, number>> {
  const rows = await db.post.findMany({
    where: { id: { in: posts.map(({ id }) => id) } },
    select: { id: true, responseNumber: true },
  });
  return new Map(rows.map(({ id, responseNumber }) => [id, responseNumber]));
}
