// From what the filter learns: moderators' decisions, and comments that stayed published.

import { z } from "zod";
import { listApprovedIds, listApprovedTexts } from "~/comments/moderation/comment-texts.server";
import type { Database, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { defineJob } from "~/platform/jobs/job";
import type { ModerationAction } from "../actions";
import { findLastEntry } from "../log/log.server";
import { pruneChecks } from "./akismet/checks.server";
import { deleteLessons, learn, teach } from "./lessons.server";
import { pruneShingles } from "./near-copies.server";

/** What a decision says about a response; null if nothing. */
export const IS_SPAM = {
  approve: false,
  "mark-spam": true,
  hold: null,
  remove: null,
} as const satisfies Record<ModerationAction, boolean | null>;

/** Learns from a comment what the last decision about it says that stands: approved, it isn't spam; marked as spam, it
 *  is; held, removed or undone, nothing. Call after each decision, and after each that was undone. */
export async function learnFromDecision(tx: Transaction, commentId: number, now: Date): Promise<void> {
  const last = await findLastEntry(tx.db, { kind: "comment", id: commentId });
  await teach(tx, commentId, last ? IS_SPAM[last.action as ModerationAction] : null, now);
}

/** A comment that stayed published for this long without being marked as spam is taken for what a comment here is. In
 *  seconds. */
export const SETTLED_AFTER = 3 * 24 * 60 * 60;
/** Comments looked at in one night, the newest. Where more are written in a day, these are enough to know the words. */
export const SETTLED_AT_ONCE = 500;
/** Lessons of each kind. Older ones are forgotten, because what people write about changes, and so does spam. */
export const MAX_LESSONS = 4_000;
/** A tenth of a second in one transaction. */
const LESSONS_AT_ONCE = 25;

/** Learns from comments that stayed published, without which the filter would know spam alone; forgets the oldest
 *  lessons and what near-copies were found by. */
export const learnSettledJob = defineJob({
  kind: "learn-settled-comments",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }, _payload, now) {
    const settled = await listApprovedIds(
      db,
      new Date(now.getTime() - SETTLED_AFTER * 1000),
      SETTLED_AT_ONCE,
    );
    for (let at = 0; at < settled.length; at += LESSONS_AT_ONCE)
      await db.write((tx) => learnNew(tx, settled.slice(at, at + LESSONS_AT_ONCE), now));
    await db.write((tx) => pruneShingles(tx, now));
    await db.write((tx) => pruneChecks(tx, now));
    for (const isSpam of [true, false]) while ((await db.write((tx) => forgetOldest(tx, isSpam))) > 0);
  },
});

/** One that a moderator held or removed meanwhile is no longer approved, and one that they decided about is known. */
async function learnNew(tx: Transaction, ids: number[], now: Date): Promise<void> {
  const known = await tx.db.spamLesson.findMany({
    where: { commentId: { in: ids } },
    select: { commentId: true },
  });
  const isKnown = new Set(known.map(({ commentId }) => commentId));
  const unknown = ids.filter((id) => !isKnown.has(id));
  await learn(tx, await listApprovedTexts(tx.db, unknown), false, now);
}

/** Returns how many were forgotten. */
async function forgetOldest(tx: Transaction, isSpam: boolean): Promise<number> {
  const tooMany = (await tx.db.spamLesson.count({ where: { isSpam } })) - MAX_LESSONS;
  if (tooMany <= 0) return 0;
  const oldest = await tx.db.spamLesson.findMany({
    where: { isSpam },
    orderBy: [{ learnedAt: "asc" }, { id: "asc" }],
    take: Math.min(tooMany, CHECK_BATCH / 10),
    select: { id: true },
  });
  await deleteLessons(tx, { id: { in: oldest.map(({ id }) => id) } });
  return oldest.length;
}
