// What the discussion of a whole series shows to its reader.

import type { AppLoadContext } from "@remix-run/node";
import { MAX_INDENT } from "~/comments/comment.schema";
import { nest } from "~/comments/thread/thread";
import type { Continuations } from "~/links/continuation";
import { closesAt, findBar, isClosedByAge } from "~/posts/conversation/closing";
import { listReplyRules } from "~/posts/conversation/post-to-answer.server";
import type { PostSummary } from "~/posts/post";
import { readLastNumbers } from "~/posts/post-parts.server";
import { keepContinuations } from "~/responses/continued/continued.server";
import { keepResponses } from "~/responses/kept-responses.server";
import type { ResponseListProps } from "~/responses/response-list";
import {
  firstThreads,
  listNewestOfPosts,
  type ResponsesOfPost,
} from "~/responses/views/responses-of-posts.server";
import { readSite } from "~/site/site.server";
import { readReader } from "../reader.server";
import { namedIn } from "../shown";

/** With the next limit, a page by part has about as many responses as one of a discussion (response-pages.ts). */
const PARTS_PER_PAGE = 10;
const RESPONSES_PER_PART = 30;

/** Responses to one part, as they stand on the page. */
export interface PartTalk extends ResponsesOfPost {
  post: PostSummary;
  list: ResponseListProps;
  /** Whether the part has more responses than are shown: only by part is this told. */
  isCut: boolean;
}

interface Talk {
  groups: (ResponsesOfPost & { isCut: boolean })[];
  /** The cursor of the next page. */
  next: string | null;
}

/** One page, newest first. Null for a cursor that is none of the series. */
export async function readNewest(
  { db }: AppLoadContext,
  parts: PostSummary[],
  before: string | null,
): Promise<Talk | null> {
  const ids = parts.map(({ id }) => id);
  const found = await listNewestOfPosts(db, ids, before);
  return found && { next: found.next, groups: found.groups.map((group) => ({ ...group, isCut: false })) };
}

/** One page of the parts that have responses, with the first threads of each; those after the part with the number `after`. Null for a number
 *  that no such part has. */
export async function readByPart(
  context: AppLoadContext,
  parts: PostSummary[],
  after: string | null,
): Promise<Talk | null> {
  const discussed = parts.filter(({ responseCount }) => responseCount > 0);
  const from = after === null ? 0 : discussed.findIndex((part) => String(part.series?.part) === after) + 1;
  if (after !== null && from === 0) return null;
  const shown = discussed.slice(from, from + PARTS_PER_PAGE);
  const numbers = await readLastNumbers(context.db, shown);
  const groups: Talk["groups"] = [];
  for (const { id, responseCount } of shown) {
    const post = { id, responseNumber: numbers.get(id) ?? 0 };
    const responses = (await keepResponses(context, post, 1, namedIn))?.responses ?? [];
    const first = firstThreads(responses, RESPONSES_PER_PART);
    groups.push({
      postId: id,
      branches: nest(first, MAX_INDENT),
      isCut: first.length < responses.length || responses.length < responseCount,
    });
  }
  const hasMore = discussed.length > from + shown.length;
  return { groups, next: hasMore ? String(shown.at(-1)?.series?.part) : null };
}

/** Adds to responses what their lists show beside them: what the reader may do, where they are continued, and where replies are closed. Whoever may hold responses to a part
 *  because they wrote it does so in its own place. */
export async function readTalk(
  context: AppLoadContext,
  parts: PostSummary[],
  { groups }: Talk,
): Promise<PartTalk[]> {
  const [first] = groups;
  if (!first) return [];
  const { db, viewer } = context;
  const now = context.now();
  const posts = new Map(parts.map((part) => [part.id, part]));
  const postIds = [...new Set(groups.map(({ postId }) => postId))];
  const rules = await listReplyRules(db, postIds);
  const continuations = new Map<number, Continuations>();
  for (const postId of postIds) {
    const { value, tags } = await keepContinuations(context, postId);
    continuations.set(postId, value);
    context.addCacheTags(...tags);
  }
  const { closeAfterDays } = await readSite(db);
  const { mayEdit: _edit, mayClose: _close, ...reader } = await readReader(context, null);
  return groups.flatMap((group) => {
    const post = posts.get(group.postId);
    const replyRules = rules.get(group.postId);
    if (!post || !replyRules) return [];
    const isOld = isClosedByAge({ ...post, replyRules }, closeAfterDays, now);
    const closing = isOld ? null : closesAt({ ...post, replyRules }, closeAfterDays);
    if (closing) context.expireAt(closing);
    const isClosed = findBar(replyRules, viewer, { path: null, isOld }) !== null;
    const list = {
      ...{ ...reader, mayHold: false, post, isClosed, lockedBranches: replyRules.lockedBranches, now },
      ...{ continuations: continuations.get(post.id) ?? new Map(), news: new Map() },
    };
    return [{ ...group, post, list }];
  });
}
