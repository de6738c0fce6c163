// What pages with responses and without their post have in common.

import type { AppLoadContext } from "@remix-run/node";
import type { Branch } from "~/comments/thread/thread";
import { closesAt, findBar, isClosedByAge } from "~/posts/conversation/closing";
import type { FiledPost } from "~/posts/post";
import { keepContinuations } from "~/responses/continued/continued.server";
import { type NewTo, newOnPage } from "~/responses/new-since/new-responses";
import { findNewInOrder } from "~/responses/new-since/new-responses.server";
import type { ThreadItem } from "~/responses/response";
import { keepSite } from "~/site/site.server";
import { readReader } from "../reader.server";
import { namedIn, shownWith } from "../shown";
import { readNew } from "../visit.server";

/** What a list of responses to a post shows to a reader. The page is cached with the post and the people named in it.
 *  A thread alone is no visit: the rest of the conversation stays new. */
export async function readConversation(
  context: AppLoadContext,
  post: FiledPost,
  branches: Branch<ThreadItem>[],
  part: "all" | "thread",
) {
  const { closeAfterDays } = await keepSite(context);
  const now = context.now();
  const isOld = isClosedByAge(post, closeAfterDays, now);
  const closing = isOld ? null : closesAt(post, closeAfterDays);
  if (closing) context.expireAt(closing);
  const responses = branches.flatMap(withReplies);
  const continuations = await keepContinuations(context, post.id);
  context.addCacheTags(...shownWith(post), ...namedIn(responses), ...continuations.tags);
  const { mayEdit: _edit, mayClose: _close, ...reader } = await readReader(context, post);
  const isClosed = findBar(post.replyRules, context.viewer, { path: null, isOld }) !== null;
  const find =
    part === "all"
      ? (at: Parameters<typeof findNewInOrder>[1]) => findNewInOrder(context.db, at, responses)
      : ({ to }: { to: NewTo }) => ({ onPage: newOnPage(responses, to), newSince: null });
  const { onPage, headNews } = await readNew(context, post, reader, find, part === "all");
  const shown = { ...reader, post, continuations: continuations.value, news: onPage, headNews };
  return { ...shown, isClosed, lockedBranches: post.replyRules.lockedBranches, now };
}

const withReplies = ({ response, replies }: Branch<ThreadItem>): ThreadItem[] => [
  response,
  ...replies.flatMap(withReplies),
];
