import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";

/** Which of these posts, oldest first, answer which earlier ones of them. */
export async function listAnswersAmong(
  db: DatabaseClient,
  ids: number[],
): Promise<{ from: number; to: number }[]> {
  const place = new Map(ids.map((id, index) => [id, index]));
  const rows = await db.pingback.findMany({
    where: { ...everyone.pingbacks, sourcePostId: { in: ids }, postId: { in: ids } },
    orderBy: { id: "asc" },
    select: { sourcePostId: true, postId: true },
  });
  return rows
    .map(({ sourcePostId, postId }) => ({ from: sourcePostId, to: postId }))
    .filter(({ from, to }) => (place.get(from) ?? 0) > (place.get(to) ?? 0));
}
