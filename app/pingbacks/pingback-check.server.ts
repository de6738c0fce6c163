import type { DatabaseClient } from "~/platform/database/database.server";
import { responseStatus } from "~/visibility/status";

/** Number of visible pingbacks by post. */
export async function countPingbacks(db: DatabaseClient, postIds?: number[]): Promise<Map<number, number>> {
  const rows = await db.pingback.groupBy({
    by: ["postId"],
    where: { status: responseStatus.approved, ...(postIds && { postId: { in: postIds } }) },
    _count: true,
  });
  return new Map(rows.map((row) => [row.postId, row._count]));
}

/** Highest pingback number by post. */
export async function findHighestPingbackNumbers(
  db: DatabaseClient,
  postIds?: number[],
): Promise<Map<number, number>> {
  const where = postIds && { postId: { in: postIds } };
  const rows = await db.pingback.groupBy({ by: ["postId"], ...(where && { where }), _max: { number: true } });
  return new Map(rows.map((row) => [row.postId, row._max.number ?? 0]));
}

/** The date of the newest visible pingback by post. */
export async function findNewestPingbacks(db: DatabaseClient): Promise<Map<number, Date | null>> {
  const rows = await db.pingback.groupBy({
    by: ["postId"],
    where: { status: responseStatus.approved },
    _max: { createdAt: true },
  });
  return new Map(rows.map((row) => [row.postId, row._max.createdAt]));
}

/** The pingbacks from these posts, by post. */
export async function listPingbacksFrom(db: DatabaseClient, sourcePostIds: number[]) {
  const rows = await db.pingback.findMany({
    where: { sourcePostId: { in: sourcePostIds } },
    orderBy: { id: "asc" },
    select: { id: true, sourcePostId: true, postId: true, sentence: true, status: true },
  });
  const made = new Map<number, typeof rows>();
  for (const row of rows) made.set(row.sourcePostId, [...(made.get(row.sourcePostId) ?? []), row]);
  return made;
}
