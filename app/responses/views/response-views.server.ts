// Parts of a discussion, and a discussion in another order than that of its post's page.

import { MAX_INDENT } from "~/comments/comment.schema";
import { listComments, listNewestComments } from "~/comments/shown-comments.server";
import { findPathOfNumber, listLastPaths } from "~/comments/thread/comment-places.server";
import { type Branch, endOfBranch, nest, numberOf, segment, threadOf } from "~/comments/thread/thread";
import { listLastPingbackPaths } from "~/pingbacks/pingback.server";
import { listNewestPingbacks, listPingbacks } from "~/pingbacks/shown-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { ThreadItem } from "../response";
import { MAX_RESPONSES_PER_PAGE } from "../response-pages";

/** One page of a part or an order of a discussion. */
export interface ResponseView {
  branches: Branch<ThreadItem>[];
  /** The number of the response that the next page follows; null on the last. */
  next: number | null;
  /** Where the rest of a thread is read that is longer than a page. */
  rest: { threadId: number; after: number } | null;
}

/** Responses without their thread are read one by one. */
const NEWEST_PER_PAGE = 50;

/** A comment and all that is below it, or what follows the one with the number `after`. Null if that isn't among them. */
export async function listThread(
  db: DatabaseClient,
  { postId, path }: { postId: number; path: string },
  after: number | null,
  pageSize = MAX_RESPONSES_PER_PAGE,
): Promise<ResponseView | null> {
  const last = after === null ? null : await findPathOfNumber(db, postId, after);
  if (after !== null && !last?.startsWith(path)) return null;
  const from = last === null ? path : `${last}0`;
  const found = await listComments(db, postId, from, endOfBranch(path), pageSize + 1);
  const shown = found.slice(0, pageSize);
  return { branches: nest<ThreadItem>(shown, MAX_INDENT), next: moreAfter(shown, found), rest: null };
}

/** The newest responses, or those with numbers below `before`, each by itself. */
export async function listNewest(
  db: DatabaseClient,
  postId: number,
  before: number | null,
  pageSize = NEWEST_PER_PAGE,
): Promise<ResponseView> {
  const comments = await listNewestComments(db, postId, before, pageSize + 1);
  const pingbacks = await listNewestPingbacks(db, postId, before, pageSize + 1);
  const found: ThreadItem[] = [...comments, ...pingbacks].sort((a, b) => b.number - a.number);
  const shown = found.slice(0, pageSize);
  const branches = shown.map((response) => ({ response, replies: [], parentShown: false, level: false }));
  return { branches, next: moreAfter(shown, found), rest: null };
}

/** The newest threads, or those that began before the response with the number `before`; the newest first, and each from its beginning. A thread
 *  that is longer than a page stands by itself, and is cut. */
export async function listNewestThreads(
  db: DatabaseClient,
  postId: number,
  before: number | null,
  pageSize = MAX_RESPONSES_PER_PAGE,
): Promise<ResponseView> {
  const to = before === null ? null : segment(before);
  const paths = await listLast(db, postId, to, pageSize + 1);
  const from = firstWholeThread(paths, pageSize);
  if (from === null) return { branches: [], next: null, rest: null };
  const comments = await listComments(db, postId, from, to, pageSize + 1);
  const pingbacks = await listPingbacks(db, postId, from, to);
  const found: ThreadItem[] = [...comments, ...pingbacks].sort((a, b) => (a.path < b.path ? -1 : 1));
  const shown = found.slice(0, pageSize);
  const after = moreAfter(shown, found);
  const [first] = shown;
  return {
    branches: nest(shown, MAX_INDENT).reverse(),
    next: (await listLast(db, postId, from, 1)).length > 0 ? numberOf(from) : null,
    rest: first && after !== null ? { threadId: first.id, after } : null,
  };
}

/** Paths of the last responses before `to`, in descending order. */
async function listLast(
  db: DatabaseClient,
  postId: number,
  to: string | null,
  take: number,
): Promise<string[]> {
  const comments = await listLastPaths(db, postId, to, take);
  const pingbacks = await listLastPingbackPaths(db, postId, to, take);
  return [...comments, ...pingbacks].sort().reverse().slice(0, take);
}

/** Where a page begins that ends with these paths, which are in descending order, and one more than it has room for; null without any. */
function firstWholeThread(paths: string[], pageSize: number): string | null {
  const threads = [...new Set(paths.map(threadOf))];
  const isCut = paths.length > pageSize && threads.length > 1;
  return (isCut ? threads.at(-2) : threads.at(-1)) ?? null;
}

const moreAfter = (shown: ThreadItem[], found: ThreadItem[]) =>
  found.length > shown.length ? (shown.at(-1)?.number ?? null) : null;
