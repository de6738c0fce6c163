// Readable pingbacks for feeds, newest first.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import type { PersonName } from "~/posts/post";
import { everyone } from "~/visibility/visibility.server";

export interface FeedPingback {
  id: number;
  number: number;
  sentence: string;
  createdAt: Date;
  source: { id: number; slug: string; title: string; language: string | null; writers: PersonName[] };
  post: { id: number; slug: string; title: string; language: string | null; createdAt: Date };
}

const fields = {
  ...{ id: true, number: true, sentence: true, createdAt: true },
  sourcePost: {
    select: {
      ...{ id: true, slug: true, title: true, language: true },
      bylines: {
        where: { role: "writer" },
        orderBy: { position: "asc" },
        select: { person: { select: { id: true, handle: true, name: true, status: true } } },
      },
    },
  },
  post: { select: { id: true, slug: true, title: true, language: true, createdAt: true } },
} satisfies Prisma.PingbackSelect;

/** The pingbacks of a post with numbers below `before`, the highest first. */
export async function listPingbacksOfPost(
  db: DatabaseClient,
  postId: number,
  { before, take }: { before: number | null; take: number },
): Promise<FeedPingback[]> {
  const rows = await db.pingback.findMany({
    where: { postId, ...everyone.pingbacks, ...(before !== null && { number: { lt: before } }) },
    orderBy: { number: "desc" },
    take,
    select: fields,
  });
  return rows.map(toFeedPingback);
}

/** The pingbacks of the site that `past` selects by their date. */
export async function listPingbacksOfSite(
  db: DatabaseClient,
  { past, take }: { past: Prisma.PingbackWhereInput; take: number },
): Promise<FeedPingback[]> {
  const rows = await db.pingback.findMany({
    where: { ...everyone.pingbacks, post: everyone.posts, AND: past },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: fields,
  });
  return rows.map(toFeedPingback);
}

/** When a pingback was made, and to which post. It may be hidden now, but each is shown at first: what followed it on a page still does. */
export const findPingbackDate = (db: DatabaseClient, id: number) =>
  db.pingback.findUnique({ where: { id }, select: { createdAt: true, postId: true } });

function toFeedPingback(row: Prisma.PingbackGetPayload<{ select: typeof fields }>): FeedPingback {
  const { sourcePost, ...rest } = row;
  const { bylines, ...source } = sourcePost;
  return { ...rest, source: { ...source, writers: bylines.map(({ person }) => person) } };
}
