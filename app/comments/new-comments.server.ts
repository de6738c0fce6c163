import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";

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
      // No person, as of a guest, is no member of a list in SQL, and no other than one either.
      OR: [{ personId: null }, { personId: { notIn: butBy } }],
    },
    orderBy: { number: "asc" },
    take,
    select: { id: true, number: true, path: true },
  });
  return rows.map(({ id, number, path }) => ({ id, number: number ?? 0, path: path ?? "" }));
}
