// One step of the conversation between posts: what a post answers, and what answered it. A link to an earlier post is an answer to it; the
// parts of a series, which have their own navigation, don't answer each other.

import { personKey } from "~/people/person.server";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import type { KeptParts, Part } from "~/platform/kept-parts";
import type { PostSummary } from "~/posts/post";
import { postKey, postTextKey } from "~/posts/post.server";
import { everyone } from "~/visibility/visibility.server";
import { type AnsweringPosts, type Answers, MAX_ANSWERS } from "./answers";

const postFields = {
  ...{ id: true, slug: true, title: true, language: true },
  bylines: {
    where: { role: "writer" },
    orderBy: { position: "asc" },
    select: { person: { select: { id: true, name: true } } },
  },
} satisfies Prisma.PostSelect;
type Row = Prisma.PostGetPayload<{ select: typeof postFields }>;

/** What everyone may read of both. The pages that show it have its cache tags. */
export const readAnswers = (
  db: DatabaseClient,
  parts: KeptParts,
  post: Pick<PostSummary, "id" | "publishedAt" | "series">,
): Promise<Part<Answers>> => parts.find(`answers:${post.id}`, () => findAnswers(db, post));

async function findAnswers(
  db: DatabaseClient,
  { id, publishedAt, series }: Pick<PostSummary, "id" | "publishedAt" | "series">,
): Promise<Part<Answers>> {
  const isOther = series && { OR: [{ seriesId: null }, { seriesId: { not: series.id } }] };
  const other = { ...everyone.posts, ...isOther };
  const earlier = await db.pingback.findMany({
    where: { sourcePostId: id, ...everyone.pingbacks, post: { ...other, publishedAt: { lt: publishedAt } } },
    orderBy: { id: "asc" },
    take: MAX_ANSWERS + 1,
    select: { post: { select: postFields } },
  });
  const later = await db.pingback.findMany({
    where: {
      ...{ postId: id, status: everyone.pingbacks.status },
      sourcePost: { ...other, publishedAt: { gt: publishedAt } },
    },
    orderBy: { path: "asc" },
    take: MAX_ANSWERS + 1,
    select: { sourcePost: { select: postFields } },
  });
  const rows = { to: earlier.map(({ post }) => post), by: later.map(({ sourcePost }) => sourcePost) };
  const tags = [...rows.to, ...rows.by].flatMap(({ id, bylines }) => [
    postTextKey(id),
    ...bylines.map(({ person }) => personKey(person.id)),
  ]);
  return { value: { to: toAnswering(rows.to), by: toAnswering(rows.by) }, tags: [postKey(id), ...tags] };
}

const toAnswering = (rows: Row[]): AnsweringPosts => ({
  posts: rows.slice(0, MAX_ANSWERS).map(({ slug, title, language, bylines }) => ({
    ...{ slug, title, language },
    writers: bylines.map(({ person }) => person.name),
  })),
  hasMore: rows.length > MAX_ANSWERS,
});
