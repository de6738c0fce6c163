import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import {
  atOrBeside,
  type KeyRange,
  type Page,
  type PageRequest,
  pageByKey,
  pastKey,
  type Seen,
} from "~/platform/database/paging";
import { isPublished, postStatus } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import type { FiledPost, PostSummary, SeriesPart } from "./post";

export const postKey = (id: number) => `post:${id}`;
/** Cache tag of a post without its responses, as feeds show it: they stay as they are when somebody replies. */
export const postTextKey = (id: number) => `post-text:${id}`;
export const POSTS_KEY = "posts";

/** Invalidates every page and feed that shows a post. A change of its responses alone invalidates only `postKey`. */
export const invalidatePost = (tx: Transaction, id: number): void =>
  tx.invalidate(postKey(id), postTextKey(id), POSTS_KEY);

/** A dozen summaries take about three screens on a phone. */
export const POSTS_PER_PAGE = 12;

const personFields = { id: true, handle: true, name: true, status: true } as const;
const byline = {
  select: { role: true, person: { select: personFields } },
  orderBy: { position: "asc" },
} as const;
/** With what a post's own page says to programs that cite. */
export const citedByline = {
  ...byline,
  select: { role: true, person: { select: { ...personFields, familyName: true, givenName: true } } },
} as const;
const tags = {
  select: { tag: { select: { id: true, slug: true, name: true } } },
  orderBy: { position: "asc" },
} as const;

/** Its own columns. */
export const summaryColumns = {
  ...{ id: true, slug: true, title: true, summaryText: true, excerpt: true, publishedAt: true },
  ...{ responseCount: true, wordCount: true, language: true, part: true },
} satisfies Prisma.PostSelect;
/** What else it is filed with. */
export const filedIn = {
  tags,
  series: { select: { id: true, slug: true, title: true } },
} satisfies Prisma.PostSelect;

const summaryFields = { ...summaryColumns, ...filedIn, bylines: byline } satisfies Prisma.PostSelect;

export type SummaryRow = Prisma.PostGetPayload<{ select: typeof summaryFields }>;

/** Whether a post is published: checked in the transaction that adds a response. */
export const isOut = async (db: DatabaseClient, id: number): Promise<boolean> =>
  (await db.post.count({ where: { id, ...everyone.posts } })) > 0;

/** The same of several posts: the ids of those that are published. */
export async function listOut(db: DatabaseClient, ids: number[]): Promise<Set<number>> {
  const where = { id: { in: [...new Set(ids)] }, ...everyone.posts };
  const rows = await db.post.findMany({ where, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** The names and addresses of posts of any status. */
export const listPostNames = (
  db: DatabaseClient,
  ids: number[],
): Promise<{ id: number; slug: string; title: string; language: string | null }[]> =>
  db.post.findMany({
    where: { id: { in: ids } },
    select: { id: true, slug: true, title: true, language: true },
  });

/** When a post was published. */
export const readPublicationTime = async (db: DatabaseClient, id: number): Promise<Date | null> =>
  (await db.post.findUnique({ where: { id }, select: { publishedAt: true } }))?.publishedAt ?? null;

/** Whether a person is named as a post's writer. */
export const isWriterOf = async (db: DatabaseClient, postId: number, personId: number): Promise<boolean> =>
  (await db.byline.count({ where: { postId, personId, role: "writer" } })) > 0;

/** Published posts, newest first; of one month ("2026-03") if given. Null where the page asked for hangs on no post. */
export function listPosts(
  db: DatabaseClient,
  request: PageRequest,
  month?: string,
): Promise<Page<PostSummary> | null> {
  const scope = month === undefined ? everyone.posts : { ...everyone.posts, month };
  return pageByKey(
    request,
    POSTS_PER_PAGE,
    (id, seen) => findPostKey(db, id, seen),
    async (range) => {
      const rows = await db.post.findMany({
        where: { ...scope, ...pastKey(range, "publishedAt", "id") },
        orderBy: [{ publishedAt: range.order }, { id: range.order }],
        take: range.take,
        select: summaryFields,
      });
      return rows.map(toSummary);
    },
  );
}

/** Published posts by id, in the order of `ids`. */
export async function listPostsByIds(db: DatabaseClient, ids: number[]): Promise<PostSummary[]> {
  const rows = await db.post.findMany({
    where: { id: { in: ids } },
    select: { ...summaryFields, status: true },
  });
  const byId = new Map(rows.filter(isPublished).map(({ status: _, ...row }) => [row.id, toSummary(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The first lines of a post without markup. The caller has checked that it is published. */
export const findFirstLines = async (db: DatabaseClient, id: number): Promise<string> =>
  (await db.post.findUnique({ where: { id }, select: { excerpt: true } }))?.excerpt ?? "";

/** A post in a feed or a book. */
export interface PostWithText extends PostSummary {
  writers: FiledPost["writers"];
  html: string;
  licence: string | null;
  createdAt: Date;
  /** Number of its last revision. */
  version: number;
  /** Whether search engines are asked to leave it out. */
  noindex: boolean;
}

const textFields = {
  ...{ html: true, licence: true, createdAt: true, version: true, noindex: true },
  bylines: citedByline,
} as const;

/** Published posts with their whole texts. */
export async function listPostsWithText(db: DatabaseClient, ids: number[]): Promise<PostWithText[]> {
  const rows = await db.post.findMany({
    where: { id: { in: ids } },
    select: { ...summaryFields, ...textFields, status: true },
  });
  return rows.filter(isPublished).map((row) => {
    const { html, licence, createdAt, version, noindex } = row;
    const writers = peopleIn(row.bylines, "writer");
    return { ...toSummary(row), writers, html, licence, createdAt, version, noindex };
  });
}

/** A page of posts listed by another table, such as tags or bylines. `fetchIds` reads it in order. */
export function listFiledPosts(
  db: DatabaseClient,
  request: PageRequest,
  fetchIds: (range: KeyRange) => Promise<{ postId: number }[]>,
): Promise<Page<PostSummary> | null> {
  return pageByKey(
    request,
    POSTS_PER_PAGE,
    (id, seen) => findPostKey(db, id, seen),
    async (range) =>
      listPostsByIds(
        db,
        (await fetchIds(range)).map((row) => row.postId),
      ),
  );
}

/** Posts that a person wrote or presented, newest first. */
export const listSignedPosts = (db: DatabaseClient, personId: number, request: PageRequest) =>
  listFiledPosts(db, request, signedBy(db, personId));

/** The ids of these posts, in the order of their lists. */
export const signedBy = (db: DatabaseClient, personId: number) => (range: KeyRange) =>
  db.byline.findMany({
    where: { personId, publishedAt: { not: null }, AND: pastKey(range, "publishedAt", "postId") },
    orderBy: [{ publishedAt: range.order }, { postId: range.order }],
    take: range.take,
    select: { postId: true },
  });

/** The number of a person's newest posts that are searched for series: years of weekly posts. */
const LOOKED_UP = 500;

/** Series with a published post by this person, found by the person's posts, because asking each series would
 *  read them all. */
export async function listSeriesIdsOf(db: DatabaseClient, personId: number): Promise<number[]> {
  const lines = await db.byline.findMany({
    // Includes posts without a series, because filtering them out in SQL might read all of a person's posts.
    where: { personId, role: "writer", publishedAt: { not: null } },
    orderBy: [{ publishedAt: "desc" }, { postId: "desc" }],
    take: LOOKED_UP,
    select: { post: { select: { seriesId: true } } },
  });
  return [...new Set(lines.flatMap(({ post }) => post.seriesId ?? []))];
}

/** The published parts of a series in order, for its navigation. */
export async function listParts(db: DatabaseClient, seriesId: number): Promise<SeriesPart[]> {
  const rows = await db.post.findMany({
    where: { seriesId, ...everyone.posts },
    orderBy: { part: "asc" },
    select: { id: true, slug: true, title: true, language: true, part: true },
  });
  return rows.map((row) => ({ ...row, part: row.part ?? 0 }));
}

/** Number of published parts by series; a series without one is absent. */
export async function countParts(db: DatabaseClient, seriesIds: number[]): Promise<Map<number, number>> {
  const rows = await db.post.groupBy({
    by: ["seriesId", "status"],
    where: { seriesId: { in: seriesIds } },
    _count: true,
  });
  return new Map(rows.filter(isPublished).map((row) => [row.seriesId ?? 0, row._count]));
}

/** The number of readable responses to a post. */
export const readResponseCount = async (db: DatabaseClient, id: number): Promise<number> =>
  (await db.post.findUnique({ where: { id }, select: { responseCount: true } }))?.responseCount ?? 0;

/** The key of a post in lists, also if it was withdrawn since the reader loaded the page. For a deleted post,
 *  the key of the neighbouring one. */
export async function findPostKey(db: DatabaseClient, id: number, seen: Seen) {
  const post = await db.post.findUnique({ where: { id }, select: placeFields });
  if (post) return placeOf(post);
  const { where, orderBy } = atOrBeside(id, seen);
  // Not "published", because SQLite would use the index of the status and sort all published posts.
  const beside = await db.post.findFirst({
    where: { id: where, status: { notIn: [postStatus.draft, postStatus.scheduled, postStatus.withdrawn] } },
    orderBy: { id: orderBy },
    select: placeFields,
  });
  return beside && placeOf(beside);
}

const placeFields = { id: true, status: true, publishedAt: true, withdrawnFrom: true } as const;

function placeOf(post: Prisma.PostGetPayload<{ select: typeof placeFields }>) {
  const at = isPublished(post) ? post.publishedAt : post.withdrawnFrom;
  return at ? { at, id: post.id } : null;
}

export function toSummary(row: SummaryRow): PostSummary {
  const { bylines, tags: filed, series, part, publishedAt, summaryText, excerpt, ...rest } = row;
  return {
    ...rest,
    summary: summaryText || excerpt,
    publishedAt: publishedAt ?? new Date(0),
    writers: peopleIn(bylines, "writer"),
    presenters: peopleIn(bylines, "presenter"),
    tags: filed.map((entry) => entry.tag),
    series: series && part !== null ? { ...series, part } : null,
  };
}

export const peopleIn = <P>(bylines: { role: string; person: P }[], role: string): P[] =>
  bylines.filter((line) => line.role === role).map(({ person }) => person);
