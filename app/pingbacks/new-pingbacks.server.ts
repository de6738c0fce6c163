import { segment } from "~/comments/thread";
import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";

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
      NOT: { sourcePost: { bylines: { some: { personId: readerId, role: "writer" } } } },
    },
    orderBy: { path: "asc" },
    take,
    select: { id: true, number: true, path: true },
  });
