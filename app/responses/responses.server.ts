// Comments and pingbacks as one discussion.

import { commentAnchor } from "~/comments/comment";
import { listComments } from "~/comments/shown-comments.server";
import {
  findCommentPlace,
  hasCommentsInThread,
  listCommentPaths,
} from "~/comments/thread/comment-places.server";
import { pingbackAnchor } from "~/pingbacks/pingback";
import { findPingbackPlace, hasPingbacks, listPingbackPaths } from "~/pingbacks/pingback.server";
import { listPingbacks } from "~/pingbacks/shown-pingbacks.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { postPath } from "~/posts/post";
import { readResponseCount } from "~/posts/post.server";
import type { ResponsePage } from "./response";
import { chooseCut, MAX_RESPONSES_PER_PAGE } from "./response-pages";

/** One page of a post's discussion, from 1. Returns null if there is no such page. Without `hasPingbacks`, none is asked for. */
export async function listResponses(
  db: DatabaseClient,
  post: { id: number; responseNumber: number },
  page: number,
  { hasPingbacks = true } = {},
): Promise<ResponsePage | null> {
  const starts = await listPageStarts(db, post);
  const from = starts[page - 1];
  if (from === undefined) return null;
  const to = starts[page] ?? null;
  const comments = await listComments(db, post.id, from, to);
  const pingbacks = hasPingbacks ? await listPingbacks(db, post.id, from, to) : [];
  const responses =
    pingbacks.length > 0 ? [...comments, ...pingbacks].sort((a, b) => (a.path < b.path ? -1 : 1)) : comments;
  return { responses, page, pages: starts.length, starts };
}

/** The current path of a comment: post, page and anchor. Returns null for an unknown one. */
export async function findCommentAddress(db: DatabaseClient, id: number): Promise<string | null> {
  const place = await findCommentPlace(db, id);
  return place && addressOf(db, place.post, place);
}

/** The same for a pingback. */
export async function findPingbackAddress(db: DatabaseClient, id: number): Promise<string | null> {
  const place = await findPingbackPlace(db, id);
  return place && addressOf(db, place.post, place, pingbackAnchor(id));
}

/** The same for a response with a known place; without a place, the discussion's path. `responseNumber` may
 *  be the response's own if it is the post's last. */
export async function addressOf(
  db: DatabaseClient,
  post: { id: number; slug: string; responseNumber: number },
  { id, path }: { id: number; path: string | null },
  anchor = commentAnchor(id),
): Promise<string> {
  if (path === null) return `${postPath(post.slug)}#responses`;
  const starts = await listPageStarts(db, post);
  const page = starts.filter((start) => start <= path).length;
  return `${postPath(post.slug)}${page > 1 ? `?page=${page}` : ""}#${anchor}`;
}

/** Keeps the pages bounded after a response was added: a page that exceeds the maximum is cut in two. Short
 *  discussions have no stored pages. */
export async function responseAdded(
  tx: Transaction,
  postId: number,
  { number, path }: { number: number; path: string },
): Promise<void> {
  // The last number is at least the number of responses.
  if (number <= MAX_RESPONSES_PER_PAGE) return;
  const page = await findStoredPage(tx, postId, path);
  if (!page) return beginPages(tx, postId, path);
  if (page.size < MAX_RESPONSES_PER_PAGE) {
    await tx.db.responsePage.update({ where: at(postId, page.startPath), data: { size: { increment: 1 } } });
    return;
  }
  const next = await tx.db.responsePage.findFirst({
    where: { postId, startPath: { gt: page.startPath } },
    orderBy: { startPath: "asc" },
  });
  const paths = await listPaths(tx.db, postId, page.startPath, next?.startPath ?? null);
  await splitPage(tx, postId, page.startPath, paths, path);
}

/** The same after responses with these paths were deleted. An empty page is deleted, except the first. */
export async function responsesDeleted(tx: Transaction, postId: number, paths: string[]): Promise<void> {
  const pages = await tx.db.responsePage.findMany({ where: { postId }, orderBy: { startPath: "asc" } });
  for (const [index, { startPath, size }] of pages.entries()) {
    const end = pages[index + 1]?.startPath;
    const gone = paths.filter((path) => path >= startPath && (end === undefined || path < end)).length;
    if (gone === 0) continue;
    const where = at(postId, startPath);
    if (gone === size && startPath !== "") await tx.db.responsePage.delete({ where });
    else await tx.db.responsePage.update({ where, data: { size: size - gone } });
  }
}

async function beginPages(tx: Transaction, postId: number, added: string) {
  const paths = await listPaths(tx.db, postId, "", null);
  if (paths.length <= MAX_RESPONSES_PER_PAGE) return;
  await tx.db.responsePage.create({ data: { postId, startPath: "", size: paths.length } });
  await splitPage(tx, postId, "", paths, added);
}

async function splitPage(tx: Transaction, postId: number, startPath: string, paths: string[], added: string) {
  const cut = chooseCut(paths, added);
  const cutPath = paths[cut];
  if (cutPath === undefined) return;
  await tx.db.responsePage.update({ where: at(postId, startPath), data: { size: cut } });
  await tx.db.responsePage.create({ data: { postId, startPath: cutPath, size: paths.length - cut } });
}

/** The first path of each page. A discussion without stored pages is one page. A page on which everything is hidden joins
 *  the one before it, or if it is the first, the one after it, so that none is empty. */
export async function listPageStarts(
  db: DatabaseClient,
  post: { id: number; responseNumber: number },
): Promise<string[]> {
  if (post.responseNumber <= MAX_RESPONSES_PER_PAGE) return [""];
  const pages = await db.responsePage.findMany({
    where: { postId: post.id },
    orderBy: { startPath: "asc" },
    select: { startPath: true, size: true },
  });
  // A page is empty only if at least as many responses as it has are hidden: so most pages need no look.
  const placed = pages.reduce((sum, { size }) => sum + size, 0);
  const hidden = placed - (await readResponseCount(db, post.id));
  const starts: string[] = [];
  let isFirstEmpty = false;
  for (const [index, { startPath, size }] of pages.entries()) {
    const to = pages[index + 1]?.startPath ?? null;
    const isEmpty = size <= hidden && !(await hasShown(db, post.id, startPath, to));
    if (index === 0) isFirstEmpty = isEmpty;
    else if (isEmpty) continue;
    else if (isFirstEmpty && starts.length === 1) {
      isFirstEmpty = false;
      continue;
    }
    starts.push(startPath);
  }
  return starts.length === 0 ? [""] : starts;
}

const hasShown = async (db: DatabaseClient, postId: number, from: string, to: string | null) =>
  (await hasCommentsInThread(db, postId, from, to)) || (await hasPingbacks(db, postId, from, to));

/** The paths of all responses in a range, in order. */
export async function listPaths(
  db: DatabaseClient,
  postId: number,
  from: string,
  to: string | null,
): Promise<string[]> {
  const comments = await listCommentPaths(db, postId, from, to);
  const pingbacks = await listPingbackPaths(db, postId, from, to);
  return [...comments, ...pingbacks].sort();
}

const findStoredPage = (tx: Transaction, postId: number, path: string) =>
  tx.db.responsePage.findFirst({
    where: { postId, startPath: { lte: path } },
    orderBy: { startPath: "desc" },
  });

const at = (postId: number, startPath: string) => ({ postId_startPath: { postId, startPath } });
