import { segment } from "~/comments/thread/thread";
import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";

const notFrom = (personId: number) => ({
  NOT: { sourcePost: { bylines: { some: { personId, role: "writer" } } } },
});

/** Readable pingbacks of a post with numbers above `seenNumber`, but not from posts that this person wrote, by number. */
export const listNewPingbacks = (
  db: DatabaseClient,
  postId: number,
  { seenNumber, readerId }: { seenNumber: number; readerId: number },
  take: number,
) =>
  db.pingback.findMany({
    where: {
      // A pingback's path is its number, and has an index.
      ...{ postId, path: { gte: segment(seenNumber + 1) }, ...everyone.pingbacks },
      ...notFrom(readerId),
    },
    orderBy: { path: "asc" },
    take,
    select: { id: true, number: true, path: true },
  });

/** How many pingbacks with numbers above `seenNumber` each of these posts has. */
export async function countNewPingbacks(
  db: DatabaseClient,
  posts: { postId: number; seenNumber: number }[],
  readerId: number,
): Promise<Map<number, number>> {
  if (posts.length === 0) return new Map();
  const above = posts.map(({ postId, seenNumber }) => ({ postId, path: { gte: segment(seenNumber + 1) } }));
  const rows = await db.pingback.groupBy({
    by: ["postId"],
    where: { ...everyone.pingbacks, AND: [{ OR: above }, notFrom(readerId)] },
    _count: true,
  });
  return new Map(rows.map(({ postId, _count }) => [postId, _count]));
}
