// The discussion of several posts in one place: the newest responses to any of them, or the first threads of each.

import { listNewestCommentsOf } from "~/comments/shown-comments.server";
import { type Branch, threadOf } from "~/comments/thread/thread";
import { listNewestPingbacksOf } from "~/pingbacks/shown-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { byDate, datedCursor, findDatedPlace, pastPlace } from "../recent/newest-responses.server";
import type { ThreadItem } from "../response";

/** Responses to one post. */
export interface ResponsesOfPost {
  postId: number;
  branches: Branch<ThreadItem>[];
}

/** Responses without their thread are read one by one. */
const NEWEST_PER_PAGE = 50;

/** The newest responses to these posts, or those that follow `cursor`. Those to one post that follow one another stand together. Null for a cursor
 *  of no response to them. */
export async function listNewestOfPosts(
  db: DatabaseClient,
  postIds: number[],
  cursor: string | null,
  pageSize = NEWEST_PER_PAGE,
): Promise<{ groups: ResponsesOfPost[]; next: string | null } | null> {
  const after = cursor === null ? null : await findDatedPlace(db, cursor);
  // Without this, each response of the site would be one more page in the cache.
  if (cursor !== null && !(after && postIds.includes(after.postId))) return null;
  const take = pageSize + 1;
  const found = [
    ...(await listNewestCommentsOf(db, postIds, { past: pastPlace(after, "comment", take), take })),
    ...(await listNewestPingbacksOf(db, postIds, { past: pastPlace(after, "pingback", take), take })),
  ].sort((a, b) => byDate(a.response, b.response));
  const groups: ResponsesOfPost[] = [];
  const shown = found.slice(0, pageSize);
  for (const { postId, response } of shown) {
    const branch = { response, replies: [], parentShown: false, level: false };
    const group = groups.at(-1);
    if (group?.postId === postId) group.branches.push(branch);
    else groups.push({ postId, branches: [branch] });
  }
  const last = shown.at(-1);
  return { groups, next: last && found.length > shown.length ? datedCursor(last.response) : null };
}

/** The first threads of a discussion, in the order of reading, with at most `max` responses. Only a first thread that is longer is cut. */
export function firstThreads(responses: ThreadItem[], max: number): ThreadItem[] {
  const next = responses[max];
  if (!next) return responses;
  const begin = responses.findIndex(({ path }) => threadOf(path) === threadOf(next.path));
  return responses.slice(0, begin || max);
}
