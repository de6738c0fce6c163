// Who may reply where, read in the transaction that adds a reply.

import { mayNow } from "~/accounts/present-rights.server";
import { replyLimitKey } from "~/comments/reply/comment-limits.server";
import { findCommentPath } from "~/comments/thread/comment-places.server";
import type { Member, Viewer } from "~/people/viewer";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { readLastTime, writeLastTime } from "~/platform/rate-limits/last-times.server";
import { findBar, isClosedByAge, type ReplyBar, type ReplyRules } from "~/posts/conversation/closing";
import { readReplyRules } from "~/posts/conversation/closing.server";
import { rememberUntil, secondsLeft } from "~/posts/conversation/slow-mode";
import { isWriterOf, readPublicationTime } from "~/posts/post.server";
import { type ReplySettings, readReplySettings } from "~/site/site.server";

export type ReplyRuleRefusal =
  | { ok: false; reason: "reply.barred"; bar: ReplyBar }
  | { ok: false; reason: "reply.slow-mode"; seconds: number; minutes: number };

interface Asked {
  postId: number;
  /** The comment that is answered. */
  to: number | undefined;
  clientAddress: string;
  now: Date;
}

/** Whether a viewer may reply to a post, or to one of its comments. With it come the site's settings for replies, which
 *  are read once, and in slow mode the key under which the reply is to be remembered. */
export async function checkReplyRules(
  db: DatabaseClient,
  viewer: Viewer,
  asked: Asked,
): Promise<{ ok: true; settings: ReplySettings; slowKey: string | null } | ReplyRuleRefusal> {
  const settings = await readReplySettings(db);
  const rules = await readReplyRules(db, asked.postId);
  // The post is gone, which is refused where the reply is added.
  if (!rules) return { ok: true, settings, slowKey: null };
  const bar = await readBar(db, viewer, rules, settings, asked);
  if (bar) return { ok: false, reason: "reply.barred", bar };
  const minutes = rules.slowMinutes;
  if (minutes === 0 || (await isTrusted(db, viewer, asked.postId)))
    return { ok: true, settings, slowKey: null };
  const slowKey = `slow-mode:${asked.postId}:${replyLimitKey(asked.clientAddress, viewer)}`;
  const seconds = secondsLeft(minutes, await readLastTime(db, slowKey), asked.now);
  if (seconds > 0) return { ok: false, reason: "reply.slow-mode", seconds, minutes };
  return { ok: true, settings, slowKey };
}

/** Remembers that a reply was posted in slow mode. */
export async function noteReply(tx: Transaction, { slowKey }: { slowKey: string | null }, now: Date) {
  if (slowKey !== null) await writeLastTime(tx, slowKey, rememberUntil(now));
}

async function readBar(
  db: DatabaseClient,
  viewer: Viewer,
  rules: ReplyRules,
  { closeAfterDays }: ReplySettings,
  { postId, to, now }: Asked,
) {
  // Most posts have no locked branch, and then the place of the parent doesn't matter.
  const isInBranch = to !== undefined && rules.lockedBranches.length > 0;
  const path = isInBranch ? await findCommentPath(db, postId, to) : null;
  const mayClose = closeAfterDays > 0 && rules.ageRule === "site";
  const publishedAt = mayClose ? await readPublicationTime(db, postId) : null;
  const isOld = isClosedByAge({ publishedAt, replyRules: rules }, closeAfterDays, now);
  return findBar(rules, viewer, { path, isOld });
}

/** Moderators and the post's writers never wait. */
export const isTrusted = async (db: DatabaseClient, viewer: Viewer, postId: number): Promise<boolean> =>
  viewer.kind === "person" &&
  ((await isModeratorNow(db, viewer)) || (await isWriterOf(db, postId, viewer.id)));

const isModeratorNow = (db: DatabaseClient, member: Member) => mayNow(db, member, "response.moderate");
