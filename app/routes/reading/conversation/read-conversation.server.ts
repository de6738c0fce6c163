// What pages with responses and without their post have in common.

import type { AppLoadContext } from "@remix-run/node";
import type { Branch } from "~/comments/thread";
import { listContinuations } from "~/links/continuations.server";
import { closesAt, findBar, isClosedByAge } from "~/posts/closing";
import type { FiledPost } from "~/posts/post";
import type { ThreadItem } from "~/responses/response";
import { readSite } from "~/site/site.server";
import { readReader } from "../reader.server";
import { namedIn, shownWith, showsContinuations } from "../shown";

/** What a list of responses to a post shows to a reader. The page is cached with the post and the people named in it. */
export async function readConversation(
  context: AppLoadContext,
  post: FiledPost,
  branches: Branch<ThreadItem>[],
) {
  const { closeAfterDays } = await readSite(context.db);
  const now = context.now();
  const isOld = isClosedByAge(post, closeAfterDays, now);
  const closing = isOld ? null : closesAt(post, closeAfterDays);
  if (closing) context.expireAt(closing);
  const continuations = await listContinuations(context.db, post.id);
  context.addCacheTags(
    ...shownWith(post),
    ...namedIn(branches.flatMap(withReplies)),
    ...showsContinuations(continuations),
  );
  const { mayEdit: _edit, mayClose: _close, ...reader } = await readReader(context, post.id);
  const isClosed = findBar(post.replyRules, context.viewer, { path: null, isOld }) !== null;
  return { ...reader, post, continuations, isClosed, lockedBranches: post.replyRules.lockedBranches, now };
}

const withReplies = ({ response, replies }: Branch<ThreadItem>): ThreadItem[] => [
  response,
  ...replies.flatMap(withReplies),
];
