// The archive: titles of posts by month.

import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";
import type { PersonName } from "../post";

/** The maximum number of titles on one page; older months are listed by name. */
export const ARCHIVE_TITLES = 100;
/** The maximum number of titles on a year's page; the months link to the rest. */
export const YEAR_TITLES = 366;

export interface ArchivedPost {
  id: number;
  slug: string;
  title: string;
  language: string | null;
  publishedAt: Date;
  writers: PersonName[];
}

/** A month of the archive with some of its posts. */
export interface ArchivedMonth {
  /** "2026-03" */
  month: string;
  postCount: number;
  posts: ArchivedPost[];
}

/** Adds posts to months, newest first, at most `take` in total. */
export async function fillMonths(
  db: DatabaseClient,
  months: { month: string; postCount: number }[],
  take: number,
): Promise<ArchivedMonth[]> {
  const rows = await db.post.findMany({
    where: { ...everyone.posts, month: { gte: months.at(-1)?.month ?? "", lte: months[0]?.month ?? "" } },
    orderBy: [{ month: "desc" }, { publishedAt: "desc" }, { id: "desc" }],
    take,
    select: {
      id: true,
      slug: true,
      title: true,
      language: true,
      month: true,
      publishedAt: true,
      bylines: {
        where: { role: "writer" },
        orderBy: { position: "asc" },
        select: { person: { select: { id: true, handle: true, name: true, status: true } } },
      },
    },
  });
  const byMonth = new Map<string, ArchivedPost[]>();
  for (const { month, publishedAt, bylines, ...post } of rows) {
    if (month === null || publishedAt === null) continue;
    const posts = byMonth.get(month) ?? [];
    byMonth.set(month, posts);
    posts.push({ ...post, publishedAt, writers: bylines.map(({ person }) => person) });
  }
  return months.map((one) => ({ ...one, posts: byMonth.get(one.month) ?? [] }));
}
