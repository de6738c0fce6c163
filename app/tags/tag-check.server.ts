import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { publishedAtOf } from "~/posts/post";
import { recount, tagKey } from "./tag.server";
import { foldTagName } from "./tag-name";

/** Checks that each post has its publication date under all its tags. */
export async function checkTagDates(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = { postId: 0, tagId: 0 }; ; ) {
    const rows = await db.postTag.findMany({
      where: {
        postId: { gte: last.postId },
        OR: [{ postId: { gt: last.postId } }, { tagId: { gt: last.tagId } }],
      },
      orderBy: [{ postId: "asc" }, { tagId: "asc" }],
      take: CHECK_BATCH,
      select: {
        postId: true,
        tagId: true,
        publishedAt: true,
        post: { select: { status: true, publishedAt: true } },
      },
    });
    for (const { postId, tagId, publishedAt, post } of rows) {
      const right = publishedAtOf(post);
      if (publishedAt?.getTime() !== right?.getTime())
        inconsistencies.push({
          row: `post ${postId}`,
          problem: `has a different date under tag ${tagId}`,
          repair: (tx) => dateFiling(tx, postId, tagId),
        });
    }
    const end = rows.at(-1);
    if (!end || rows.length < CHECK_BATCH) return inconsistencies;
    last = end;
  }
}

/** Checks the number of published posts stored with each tag. */
export async function checkTagCounts(db: DatabaseClient): Promise<Inconsistency[]> {
  const filed = await db.postTag.groupBy({
    by: ["tagId"],
    where: { publishedAt: { not: null } },
    _count: true,
  });
  const counts = new Map(filed.map((row) => [row.tagId, row._count]));
  const tags = await db.tag.findMany({ orderBy: { id: "asc" }, select: { id: true, postCount: true } });
  return tags
    .filter(({ id, postCount }) => postCount !== (counts.get(id) ?? 0))
    .map(({ id, postCount }) => ({
      row: `tag ${id}`,
      problem: `has a post count of ${postCount} instead of ${counts.get(id) ?? 0}`,
      repair: (tx) => recount(tx, id),
    }));
}

/** Checks the folded names, and reports tags that differ only by accent or hyphen: which name stays, only a person knows. */
export async function checkTagNames(db: DatabaseClient): Promise<Inconsistency[]> {
  const tags = await db.tag.findMany({
    orderBy: { id: "asc" },
    select: { id: true, slug: true, name: true, folded: true },
  });
  const first = new Map<string, string>();
  return tags.flatMap(({ id, slug, name, folded }) => {
    const right = foldTagName(name);
    const other = first.get(right);
    if (other === undefined) first.set(right, name);
    return [
      ...(folded === right
        ? []
        : [
            {
              row: `tag ${id}`,
              problem: `has the folded name ${folded} instead of ${right}`,
              async repair(tx: Transaction) {
                await tx.db.tag.updateMany({ where: { id, name }, data: { folded: right } });
              },
            },
          ]),
      ...(other === undefined
        ? []
        : [
            {
              row: `tag ${id}`,
              problem: `is called “${name}”, which differs from “${other}” only by case, accent or hyphen. Merge them at /tags/${slug}/merge`,
            },
          ]),
    ];
  });
}

async function dateFiling(tx: Transaction, postId: number, tagId: number) {
  const filing = await tx.db.postTag.findUnique({
    where: { postId_tagId: { postId, tagId } },
    select: { post: { select: { status: true, publishedAt: true } } },
  });
  if (!filing) return;
  const publishedAt = publishedAtOf(filing.post);
  await tx.db.postTag.update({ where: { postId_tagId: { postId, tagId } }, data: { publishedAt } });
  tx.invalidate(tagKey(tagId));
}
