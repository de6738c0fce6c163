// One step of the conversation between posts: what a post answers, and what answered it; and from there one more, to read next. A link to
// an earlier post is an answer to it; the parts of a series, which have their own navigation, don't answer each other.

import { personKey } from "~/people/person.server";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import type { KeptParts, Part } from "~/platform/kept-parts";
import type { PostSummary } from "~/posts/post";
import { listPostsByIds, postTextKey } from "~/posts/post.server";
import { everyone } from "~/visibility/visibility.server";
import { type AnsweringPosts, type Answers, MAX_ANSWERS } from "./answers";
import { pingbacksKey } from "./pingbacks-key";

const postFields = {
  ...{ id: true, slug: true, title: true, language: true },
  bylines: {
    where: { role: "writer" },
    orderBy: { position: "asc" },
    select: { person: { select: { id: true, name: true } } },
  },
} satisfies Prisma.PostSelect;
type Row = Prisma.PostGetPayload<{ select: typeof postFields }>;
type NamedPost = Omit<Row, "bylines"> & {
  writers: { id: number; name: string }[];
  /** Those that are answered. */
  responses?: { id: number; number: number }[];
};

/** What everyone may read of both. The pages that show it have its cache tags. A comment changes none of it, so the page after one has it still. */
export const readAnswers = (
  db: DatabaseClient,
  parts: KeptParts,
  post: Pick<PostSummary, "id" | "publishedAt" | "series">,
): Promise<Part<Answers>> => parts.find(`answers:${post.id}`, () => findAnswers(db, post));

async function findAnswers(
  db: DatabaseClient,
  { id, publishedAt, series }: Pick<PostSummary, "id" | "publishedAt" | "series">,
): Promise<Part<Answers>> {
  // Most posts have none.
  const own = [postTextKey(id), pingbacksKey(id)];
  const any = { OR: [{ sourcePostId: id }, { postId: id }] };
  if (!(await db.pingback.findFirst({ where: any, select: { id: true } })))
    return { value: { to: NONE, by: NONE, next: NONE }, tags: own };
  const isOther = series && { OR: [{ seriesId: null }, { seriesId: { not: series.id } }] };
  const other = { ...everyone.posts, ...isOther };
  const earlier = await db.pingback.findMany({
    where: { sourcePostId: id, ...everyone.pingbacks, post: { ...other, publishedAt: { lt: publishedAt } } },
    orderBy: { id: "asc" },
    take: MAX_ANSWERS + 1,
    select: { post: { select: { ...postFields, linksHere: linksFrom(id) } } },
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
  const [to, by] = [
    earlier.map(({ post }) => ({ ...toNamed(post), responses: toResponses(post.linksHere) })),
    later.map(({ sourcePost }) => toNamed(sourcePost)),
  ];
  const near = [...to, ...by].map((post) => post.id);
  const next = await findNext(db, { id, near }, other);
  const tags = [...to, ...by, ...next].flatMap(({ id, writers }) => [
    postTextKey(id),
    ...writers.map((writer) => personKey(writer.id)),
  ]);
  return {
    value: { to: toAnswering(to), by: toAnswering(by), next: toAnswering(next) },
    tags: [...own, ...near.map(pingbacksKey), ...tags],
  };
}

const NONE: AnsweringPosts = { posts: [], hasMore: false };

/** Links of a post to responses. Hidden ones are among them: their places are still there. */
const linksFrom = (postId: number) =>
  ({
    where: { postId, targetComment: { number: { not: null } } },
    orderBy: { position: "asc" },
    select: { targetComment: { select: { id: true, number: true } } },
  }) satisfies Prisma.Post$linksHereArgs;

/** Each once. */
function toResponses(links: { targetComment: { id: number; number: number | null } | null }[]) {
  const found = new Map<number, { id: number; number: number }>();
  for (const { targetComment } of links)
    if (targetComment && targetComment.number !== null)
      found.set(targetComment.id, { id: targetComment.id, number: targetComment.number });
  return [...found.values()];
}

/** Of posts that are linked with many others, the newest links say enough. */
const LINKS_FOLLOWED = 100;

/** Posts that are linked with those near a post, and not with the post itself: those with the most such links first, then the newest. */
async function findNext(
  db: DatabaseClient,
  { id, near }: { id: number; near: number[] },
  other: Prisma.PostWhereInput,
): Promise<NamedPost[]> {
  if (near.length === 0) return [];
  const links = await db.pingback.findMany({
    where: {
      status: everyone.pingbacks.status,
      OR: [
        { sourcePostId: { in: near }, post: other },
        { postId: { in: near }, sourcePost: other },
      ],
    },
    orderBy: { id: "desc" },
    take: LINKS_FOLLOWED,
    select: { postId: true, sourcePostId: true },
  });
  const counts = new Map<number, number>();
  for (const end of links.flatMap(({ postId, sourcePostId }) => [postId, sourcePostId]))
    if (end !== id && !near.includes(end)) counts.set(end, (counts.get(end) ?? 0) + 1);
  const ids = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]).map(([end]) => end);
  const chosen = ids.slice(0, MAX_ANSWERS);
  return listPostsByIds(db, chosen);
}

const toNamed = ({ bylines, ...post }: Row): NamedPost => ({
  ...post,
  writers: bylines.map(({ person }) => person),
});

const toAnswering = (posts: NamedPost[]): AnsweringPosts => ({
  posts: posts.slice(0, MAX_ANSWERS).map(({ slug, title, language, writers, responses = [] }) => ({
    ...{ slug, title, language, responses },
    writers: writers.map(({ name }) => name),
  })),
  hasMore: posts.length > MAX_ANSWERS,
});
