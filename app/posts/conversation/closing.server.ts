import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { findRow } from "~/platform/database/rows/row-statements.server";
import { everyone } from "~/visibility/visibility.server";
import { postKey } from "../post.server";
import type { Closing, ReplyRules } from "./closing";
import { type LockedBranch, parseLockedBranches, withLock } from "./locked-branches";
import { replyRuleFields, toReplyRules } from "./post-to-answer.server";

/** Who may reply where in a post's conversation. Null if it isn't published. */
export async function readReplyRules(db: DatabaseClient, id: number): Promise<ReplyRules | null> {
  const row = await findRow(db, "Post", replyRuleFields, { id, ...everyone.posts });
  return row && toReplyRules(row);
}

/** Sets who may reply to a post, and how often. */
export async function setClosing(
  tx: Transaction,
  id: number,
  { repliesFrom, closedWords, slowMinutes, ageRule }: Closing,
): Promise<void> {
  const data = { repliesFrom, closedWords, slowMinutes, ageRule };
  await tx.db.post.update({ where: { id }, data, select: { id: true } });
  tx.invalidate(postKey(id));
}

/** Sets the branches of a post's conversation that nobody may reply in. */
export async function setLockedBranches(
  tx: Transaction,
  id: number,
  branches: LockedBranch[],
): Promise<void> {
  const lockedBranches = branches.length === 0 ? "" : JSON.stringify(branches);
  await tx.db.post.update({ where: { id }, data: { lockedBranches }, select: { id: true } });
  tx.invalidate(postKey(id));
}

/** Locks one more branch of a post's conversation. */
export async function lockBranch(tx: Transaction, id: number, branch: LockedBranch): Promise<void> {
  const row = await findRow(tx.db, "Post", { lockedBranches: true }, { id });
  if (row) await setLockedBranches(tx, id, withLock(parseLockedBranches(row.lockedBranches ?? ""), branch));
}
