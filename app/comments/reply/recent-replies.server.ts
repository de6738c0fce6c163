// Recent replies, by which repeated submissions are recognised.

import { z } from "zod";
import type { Speaker } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";
import { insertIfNew } from "~/platform/database/rows/row-statements.server";
import { networkOf } from "~/platform/http/request/network";
import { defineJob } from "~/platform/jobs/job";
import type { SiteSecret } from "~/platform/site-secret.server";
import { isErased, responseStatus } from "~/visibility/status";
import { REPEAT_SECONDS, type ReplyInput } from "../comment.schema";

/** The key of a reply, which only the site can compute: of a member's id, or a guest's network, with the visible parts of the
 *  reply. It contains no e-mail address, because the outcome would confirm a guessed one. */
export function repeatKey(
  siteSecret: SiteSecret,
  speaker: Speaker,
  clientAddress: string,
  postId: number,
  { to, name, site, body }: ReplyInput,
): string {
  const who = speaker.kind === "person" ? speaker.id : [networkOf(clientAddress), name, site];
  return siteSecret.hash("reply", JSON.stringify([who, postId, to ?? null, body]));
}

/** A comment with its place, which a comment that was never approved does not have. */
export interface SentComment {
  id: number;
  number: number | null;
  path: string | null;
}

/** The comment posted with this key within the time limit and not deleted since, or null. */
export async function findRepeated(db: Database, key: string, now: Date): Promise<SentComment | null> {
  const row = await db.recentReply.findUnique({
    where: { key },
    select: { expiresAt: true, comment: { select: { id: true, number: true, path: true, status: true } } },
  });
  if (!row) return null;
  const { status, ...comment } = row.comment;
  return row.expiresAt > now && !isErased({ status }) ? comment : null;
}

/** Thrown to undo a reply that was posted before. */
export class RepeatedReply extends Error {}

/** Stores the key of a comment. Throws RepeatedReply if findRepeated() has a comment of this key. There is no
 *  check before, because a read of a small table conflicts with every write to it on PostgreSQL. */
export async function rememberReply(
  tx: Transaction,
  key: string,
  commentId: number,
  now: Date,
): Promise<void> {
  const row = { key, commentId, expiresAt: new Date(now.getTime() + REPEAT_SECONDS * 1000) };
  if (await insertIfNew(tx.db, "RecentReply", row)) return;
  const isOver = [{ expiresAt: { lte: now } }, { comment: { status: responseStatus.erased } }];
  await tx.db.recentReply.deleteMany({ where: { key, OR: isOver } });
  if (!(await insertIfNew(tx.db, "RecentReply", row))) throw new RepeatedReply();
}

export const pruneRepliesJob = defineJob({
  kind: "prune-replies",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }, _payload, now) {
    await db.recentReply.deleteMany({ where: { expiresAt: { lt: now } } });
  },
});
