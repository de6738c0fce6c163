import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";

/** No person, as of a guest, is no member of a list in SQL, and no other than one either. */
const notBy = (people: number[]) => ({ OR: [{ personId: null }, { personId: { notIn: people } }] });

/** Readable comments of a post with numbers above `seenNumber` that others than these people wrote, by number. */
export async function listNewComments(
  db: DatabaseClient,
  postId: number,
  { seenNumber, butBy }: { seenNumber: number; butBy: number[] },
  take: number,
) {
  const rows = await db.comment.findMany({
    where: {
      ...{ postId, number: { gt: seenNumber }, ...everyone.comments },
      ...notBy(butBy),
    },
    orderBy: { number: "asc" },
    take,
    select: { id: true, number: true, path: true },
  });
  return rows.map(({ id, number, path }) => ({ id, number: number ?? 0, path: path ?? "" }));
}

/** How many comments with numbers above `seenNumber` each of these posts has. */
export async function countNewComments(
  db: DatabaseClient,
  posts: { postId: number; seenNumber: number }[],
  butBy: number[],
): Promise<Map<number, number>> {
  if (posts.length === 0) return new Map();
  const above = posts.map(({ postId, seenNumber }) => ({ postId, number: { gt: seenNumber } }));
  const rows = await db.comment.groupBy({
    by: ["postId"],
    where: { ...everyone.comments, AND: [{ OR: above }, notBy(butBy)] },
    _count: true,
  });
  return new Map(rows.map(({ postId, _count }) => [postId, _count]));
}
