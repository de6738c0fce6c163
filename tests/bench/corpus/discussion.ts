// Plans one post's discussion: parents, times, paths and pages.

import { childPath, depthOf } from "~/comments/thread/thread";
import { chooseCut, MAX_RESPONSES_PER_PAGE } from "~/responses/response-pages";
import { MEASURED, type PlannedPost } from "./posts";
import type { Random } from "./random";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The end of all discussions, so that the corpus has no dates in the future. */
const ENDS = Date.UTC(2026, 2, 1);
/** The maximum depth, except of one thread. */
const USUAL_DEPTH = 10;
/** The depth of the post with 300 comments. */
export const FULL_DEPTH = 8;

export interface PlannedResponse {
  at: Date;
  number: number;
  path: string;
  depth: number;
  /** The comment that this one answers. */
  parent: PlannedResponse | null;
  replies: number;
  /** The post with the link; null for a comment. */
  pingbackFrom: number | null;
}

/** A post's responses in order of time. `pings` are the posts that link to it. */
export function planDiscussion(
  random: Random,
  post: PlannedPost,
  pings: { from: number; at: Date }[],
): PlannedResponse[] {
  const began = post.publishedAt.getTime() + HOUR;
  const reach = Math.min(400 * DAY, ENDS - began);
  const times = [
    ...Array.from({ length: post.comments }, () => ({
      at: new Date(began + Math.floor(random.next() ** 3 * reach)),
      from: null,
    })),
    ...pings,
  ].sort((a, b) => a.at.getTime() - b.at.getTime());

  const comments: PlannedResponse[] = [];
  return times.map(({ at, from }, index) => {
    const parent = from === null ? chooseParent(random, post, comments) : null;
    const path = childPath(parent?.path ?? "", index + 1);
    const response = {
      ...{ at, number: index + 1, path, depth: depthOf(path), parent, replies: 0 },
      pingbackFrom: from,
    };
    if (parent) parent.replies++;
    if (from === null) comments.push(response);
    return response;
  });
}

/** Half of the comments are replies, mostly to one of the last few. */
function chooseParent(random: Random, post: PlannedPost, before: PlannedResponse[]): PlannedResponse | null {
  const last = before.at(-1) ?? null;
  if (post.slug === MEASURED.chain.slug) return last;
  if (post.slug === MEASURED.full.slug && before.length <= FULL_DEPTH) return last;
  if (!last || random.chance(0.5)) return null;
  const back = Math.floor(random.next() ** 2 * Math.min(before.length, 40));
  const parent = before.at(-1 - back) ?? last;
  return parent.depth < (post.slug === MEASURED.full.slug ? FULL_DEPTH : USUAL_DEPTH) ? parent : null;
}

/** The stored pages of a discussion in this order of time, equal to those of responseAdded(). */
export function cutPages(paths: string[]): { startPath: string; size: number }[] {
  if (paths.length <= MAX_RESPONSES_PER_PAGE) return [];
  const pages = [{ startPath: "", paths: [] as string[] }];
  for (const path of paths) {
    const index = pages.findLastIndex((page) => page.startPath <= path);
    const page = pages[index];
    if (!page) throw new Error(`No page is to hold ${path}`);
    page.paths.splice(page.paths.findLastIndex((other) => other < path) + 1, 0, path);
    if (page.paths.length <= MAX_RESPONSES_PER_PAGE) continue;
    const cut = chooseCut(page.paths, path);
    const later = page.paths.splice(cut);
    pages.splice(index + 1, 0, { startPath: later[0] as string, paths: later });
  }
  return pages.map((page) => ({ startPath: page.startPath, size: page.paths.length }));
}
