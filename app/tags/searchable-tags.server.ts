import type { DatabaseClient } from "~/platform/database/database.server";

/** Tags with published posts, by id: those of `ids`, or the first after an id. */
export async function listSearchableTags(
  db: DatabaseClient,
  which: number[] | { after: number; take: number },
) {
  const id = Array.isArray(which) ? { in: which } : { gt: which.after };
  const tags = await db.tag.findMany({
    where: { id, postCount: { gt: 0 } },
    orderBy: { id: "asc" },
    ...(!Array.isArray(which) && { take: which.take }),
    select: { id: true, slug: true, name: true, description: true },
  });
  return { tags, last: tags.at(-1)?.id ?? null };
}
