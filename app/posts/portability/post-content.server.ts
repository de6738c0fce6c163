// Posts as an export of the site's content reads them.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import type { PostStatus } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { replyRuleFields, toReplyRules } from "../conversation/post-to-answer.server";

/** Few, because posts may be long. */
const POSTS_AT_ONCE = 20;

const contentFields = {
  ...{ id: true, slug: true, title: true, summary: true, source: true, part: true, status: true },
  ...{ language: true, licence: true, noindex: true },
  ...{ publishedAt: true, withdrawnFrom: true, createdAt: true, responseNumber: true },
  series: { select: { slug: true } },
  bylines: {
    orderBy: { position: "asc" },
    select: { role: true, person: { select: { id: true, handle: true, status: true, quotable: true } } },
  },
  tags: { orderBy: { position: "asc" }, select: { tag: { select: { name: true } } } },
  formerAddresses: { select: { path: true } },
  ...replyRuleFields,
} satisfies Prisma.PostSelect;

/** The published posts, by id; with `others`, those that aren't published. */
export async function* readPostContent(db: DatabaseClient, { others = false } = {}) {
  // With a condition on the status, SQLite would sort all published posts for each batch.
  const ids = (
    await db.post.findMany({
      where: others ? { NOT: everyone.posts } : everyone.posts,
      select: { id: true },
    })
  )
    .map(({ id }) => id)
    .sort((a, b) => a - b);
  for (let from = 0; from < ids.length; from += POSTS_AT_ONCE) {
    const rows = await db.post.findMany({
      where: { id: { in: ids.slice(from, from + POSTS_AT_ONCE) } },
      orderBy: { id: "asc" },
      select: contentFields,
    });
    yield* rows.map(toContent);
  }
}

function toContent(row: Prisma.PostGetPayload<{ select: typeof contentFields }>) {
  const { status, series, bylines, tags, formerAddresses, ...post } = row;
  const people = (role: string) => bylines.flatMap((line) => (line.role === role ? line.person : []));
  return {
    ...post,
    status: status as PostStatus,
    writers: people("writer"),
    presenters: people("presenter"),
    tags: tags.map(({ tag }) => tag.name),
    series: series?.slug ?? null,
    formerAddresses: formerAddresses.map(({ path }) => path).sort(),
    replyRules: toReplyRules(row),
  };
}

export type PostContent = ReturnType<typeof toContent>;

/** The origins of published posts that were imported. */
export const listPostOrigins = async (db: DatabaseClient): Promise<string[]> =>
  (
    await db.post.findMany({ where: { origin: { not: null }, ...everyone.posts }, select: { origin: true } })
  ).flatMap(({ origin }) => origin ?? []);

export const countPublishedPosts = (db: DatabaseClient): Promise<number> =>
  db.post.count({ where: everyone.posts });
