// Which posts a book has.

import type { DatabaseClient } from "~/platform/database/database.server";
import { markup } from "~/platform/markup";
import { listParts, listPostsWithText, type PostWithText } from "~/posts/post.server";
import { listFiledIds } from "~/posts/post-ids.server";
import { findSeries, findSeriesTitle } from "~/series/series.server";
import { filedUnder, findTag, findTagById } from "~/tags/tag.server";
import type { BookKind, BookSource } from "../book";
import { MAX_POSTS } from "../book.schema";

export interface ChosenPosts {
  /** In the order of the book. */
  posts: PostWithText[];
  /** Posts that the source has. */
  total: number;
  keptOff: number;
}

export interface FoundSource extends BookSource {
  introHtml: string;
  postCount: number;
  /** Null for a tag: the site doesn't keep when it was made. */
  createdAt: Date | null;
}

/** A series or a tag with its present name; null if it is gone. */
export async function findSource(
  db: DatabaseClient,
  kind: BookKind,
  id: number,
): Promise<FoundSource | null> {
  if (kind === "series") {
    const named = await findSeriesTitle(db, id);
    const series = named && (await findSeries(db, named.slug));
    if (!series) return null;
    const { slug, title, introHtml, parts, createdAt } = series;
    return { kind, id, slug, title, introHtml, postCount: parts, createdAt };
  }
  const named = await findTagById(db, id);
  const tag = named && (await findTag(db, named.slug));
  if (!tag) return null;
  const { slug, name, description, postCount } = tag;
  return { kind, id, slug, title: name, introHtml: toParagraph(description), postCount, createdAt: null };
}

/** The first MAX_POSTS parts of a series; of a tag its newest posts, the oldest of them first. Posts that are kept off search engines don't
 *  go along in a file that is read elsewhere. */
export async function choosePosts(
  db: DatabaseClient,
  { kind, id, postCount }: { kind: BookKind; id: number; postCount: number },
): Promise<ChosenPosts> {
  const ids = kind === "series" ? await listPartIdsInOrder(db, id) : await listNewestIds(db, id);
  const found = new Map((await listPostsWithText(db, ids)).map((post) => [post.id, post]));
  const chosen = ids.flatMap((one) => found.get(one) ?? []);
  const posts = chosen.filter((post) => !post.noindex);
  return { posts, total: Math.max(postCount, chosen.length), keptOff: chosen.length - posts.length };
}

const listPartIdsInOrder = async (db: DatabaseClient, seriesId: number): Promise<number[]> =>
  (await listParts(db, seriesId)).slice(0, MAX_POSTS).map((part) => part.id);

async function listNewestIds(db: DatabaseClient, tagId: number): Promise<number[]> {
  const page = await listFiledIds(db, {}, { size: MAX_POSTS, fetchIds: filedUnder(db, tagId) });
  return (page?.items ?? []).map(({ id }) => id).reverse();
}

const toParagraph = (text: string): string => (text === "" ? "" : markup`<p>${text}</p>`.html);
