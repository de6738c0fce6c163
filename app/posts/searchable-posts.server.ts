import { readingText } from "~/markdown/reading-text";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { isPublished } from "~/visibility/status";

const fields = {
  ...{ id: true, status: true, title: true, summaryText: true, html: true, language: true },
  ...{ publishedAt: true, seriesId: true, responseCount: true },
  tags: { select: { tagId: true } },
  bylines: { where: { role: "writer" }, select: { personId: true } },
} satisfies Prisma.PostSelect;

/** Posts that everyone may see, with what of them is searched, by id: those of `ids`, or the first after an id. */
export async function listSearchablePosts(
  db: DatabaseClient,
  which: number[] | { after: number; take: number },
) {
  const rows = await db.post.findMany({ ...toQuery(which), select: fields });
  return {
    // Filtered afterwards: SQLite would use the index of the status and read all published posts.
    posts: rows
      .filter(isPublished)
      .map(
        ({
          id,
          title,
          summaryText,
          html,
          language,
          publishedAt,
          seriesId,
          responseCount,
          tags,
          bylines,
        }) => ({
          ...{ id, title, language, publishedAt, seriesId, responseCount },
          text: textOf({ summaryText, html }),
          tagIds: tags.map(({ tagId }) => tagId),
          writerIds: bylines.map(({ personId }) => personId),
        }),
      ),
    /** The last id that was looked at; null if there are no more. */
    last: rows.at(-1)?.id ?? null,
  };
}

/** What is searched of these posts, without their titles, by their ids: those that everyone may see. */
export async function listPostTexts(db: DatabaseClient, ids: number[]): Promise<Map<number, string>> {
  const rows = await db.post.findMany({
    where: { id: { in: ids } },
    select: { id: true, status: true, summaryText: true, html: true },
  });
  return new Map(rows.filter(isPublished).map((row) => [row.id, textOf(row)]));
}

const textOf = ({ summaryText, html }: { summaryText: string; html: string }) =>
  [summaryText, readingText(html)].filter(Boolean).join("\n");

const toQuery = (
  which: number[] | { after: number; take: number },
): { where: Prisma.PostWhereInput; orderBy?: { id: "asc" }; take?: number } =>
  Array.isArray(which)
    ? { where: { id: { in: which } } }
    : { where: { id: { gt: which.after } }, orderBy: { id: "asc" }, take: which.take };
