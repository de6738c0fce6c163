// Recent replies, by which repeated submissions are recognised.

import { createHash } from "node:crypto";
import { z } from "zod";
import type { Speaker } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";
import { networkOf } from "~/platform/http/network";
import { defineJob } from "~/platform/jobs/job";
import { isErased, responseStatus } from "~/visibility/status";
import { REPEAT_SECONDS, type ReplyInput } from "../comment.schema";

/** The key of a reply: a member's id, or a guest's network, with the visible parts of the reply. It contains
 *  no e-mail address, because the outcome would confirm a guessed one. */
export function repeatKey(
  speaker: Speaker,
  clientAddress: string,
  postId: number,
  { to, name, site, body }: ReplyInput,
): string {
  const who = speaker.kind === "person" ? speaker.id : [networkOf(clientAddress), name, site];
  return createHash("sha256")
    .update(JSON.stringify([who, postId, to ?? null, body]))
    .digest("base64url");
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
  if (row.expiresAt > now && !isErased({ status })) return comment;
  // Deletes only an expired key, because another process may have just stored it for a new comment.
  const isOver = [{ expiresAt: { lte: now } }, { comment: { status: responseStatus.erased } }];
  await db.recentReply.deleteMany({ where: { key, OR: isOver } });
  return null;
}

/** Stores the key of a comment. Throws (isUniqueViolation) if it is taken. There is no check before, because
 *  a read of a small table conflicts with every write to it on PostgreSQL. */
export async function rememberReply(
  tx: Transaction,
  key: string,
  commentId: number,
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + REPEAT_SECONDS * 1000);
  await tx.db.recentReply.create({ data: { key, commentId, expiresAt }, select: { key: true } });
}

export const pruneRepliesJob = defineJob({
  kind: "prune-replies",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }, _payload, now) {
    await db.recentReply.deleteMany({ where: { expiresAt: { lt: now } } });
  },
});
