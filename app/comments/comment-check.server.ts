import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { postKey } from "~/posts/post.server";
import { isApproved } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { RESPONSES_KEY } from "./comment.server";
import { findPlaceInconsistencies, type PlaceRow } from "./thread/comment-inconsistencies";

const placeFields = {
  ...{ id: true, postId: true, parentId: true, number: true },
  ...{ path: true, status: true, replyCount: true },
} as const;

const placed = { number: { not: null }, path: { not: null } } as const;
const isPlaced = <T extends { number: number | null; path: string | null }>(
  row: T,
): row is T & { number: number; path: string } => row.number !== null && row.path !== null;

/** Checks each comment's parent, path and reply count. */
export async function checkCommentPlaces(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for await (const [postId, rows] of readDiscussions(db)) {
    const found = findPlaceInconsistencies(rows);
    const repair = (tx: Transaction) => repairPlaces(tx, postId);
    inconsistencies.push(
      ...found.map(({ id, problem, right }) => ({ row: `comment ${id}`, problem, ...(right && { repair }) })),
    );
  }
  return [...inconsistencies, ...(await checkUnplaced(db))];
}

/** Finds unapproved comments with only one of number and path: both are given at the first approval. */
async function checkUnplaced(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = 0; ; ) {
    const rows = await db.comment.findMany({
      where: { id: { gt: last }, OR: [{ number: null }, { path: null }] },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      select: { id: true, number: true, path: true, status: true },
    });
    for (const { id, number, path, status } of rows) {
      const row = `comment ${id}`;
      if (number !== null || path !== null)
        inconsistencies.push({ row, problem: "has only one of a number and a path" });
      else if (isApproved({ status }))
        inconsistencies.push({ row, problem: "is approved but has no number" });
    }
    if (rows.length < CHECK_BATCH) return inconsistencies;
    last = rows.at(-1)?.id ?? last;
  }
}

/** How many comments everyone may see, by post. */
export async function countComments(db: DatabaseClient, postIds?: number[]): Promise<Map<number, number>> {
  const rows = await db.comment.groupBy({
    by: ["postId"],
    where: { ...everyone.comments, ...(postIds && { postId: { in: postIds } }) },
    _count: true,
  });
  return new Map(rows.map((row) => [row.postId, row._count]));
}

/** Highest comment number by post. */
export async function findHighestCommentNumbers(
  db: DatabaseClient,
  postIds?: number[],
): Promise<Map<number, number>> {
  const where = postIds && { postId: { in: postIds } };
  const rows = await db.comment.groupBy({ by: ["postId"], ...(where && { where }), _max: { number: true } });
  return new Map(rows.map((row) => [row.postId, row._max.number ?? 0]));
}

/** The date of the newest comment that everyone may see, by post. */
export async function findNewestComments(db: DatabaseClient): Promise<Map<number, Date | null>> {
  const rows = await db.comment.groupBy({
    by: ["postId"],
    where: everyone.comments,
    _max: { createdAt: true },
  });
  return new Map(rows.map((row) => [row.postId, row._max.createdAt]));
}

/** All comments that have a place, grouped by post. */
async function* readDiscussions(db: DatabaseClient): AsyncGenerator<[number, PlaceRow[]]> {
  let waiting: (PlaceRow & { postId: number })[] = [];
  for (let last = { postId: 0, path: "" }; ; ) {
    const rows = await db.comment.findMany({
      where: {
        postId: { gte: last.postId },
        OR: [{ postId: { gt: last.postId } }, { path: { gt: last.path } }],
        ...placed,
      },
      orderBy: [{ postId: "asc" }, { path: "asc" }],
      take: CHECK_BATCH,
      select: placeFields,
    });
    for (const row of rows.filter(isPlaced)) {
      const before = waiting[0]?.postId;
      if (before !== undefined && before !== row.postId) {
        yield [before, waiting];
        waiting = [];
      }
      waiting.push(row);
    }
    const end = rows.findLast(isPlaced);
    if (!end || rows.length < CHECK_BATCH) break;
    last = end;
  }
  if (waiting[0]) yield [waiting[0].postId, waiting];
}

async function repairPlaces(tx: Transaction, postId: number) {
  // Read again, because comments may have been added since the check.
  const rows = await tx.db.comment.findMany({
    where: { postId, ...placed },
    orderBy: { path: "asc" },
    select: placeFields,
  });
  const inconsistencies = findPlaceInconsistencies(rows.filter(isPlaced));
  const moving = inconsistencies.filter(({ right }) => right && "path" in right);
  // Moves the paths out of the way first, because they are unique.
  for (const { id } of moving) await tx.db.comment.update({ where: { id }, data: { path: `moving ${id}` } });
  for (const { id, right } of inconsistencies)
    if (right) await tx.db.comment.update({ where: { id }, data: right });
  tx.invalidate(postKey(postId), RESPONSES_KEY);
}
