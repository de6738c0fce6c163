// A moderator locks a branch of a conversation: a comment and everything below it stay readable, and nobody may reply there.

import { mayNow } from "~/accounts/present-rights.server";
import { findCommentPlace, listKnownPaths } from "~/comments/thread/comment-places.server";
import { addConversationEntry } from "~/moderation/log/conversation-log.server";
import type { Member } from "~/people/viewer";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { readReplyRules, setLockedBranches } from "~/posts/conversation/closing.server";
import {
  describeLock,
  type LockedBranch,
  MAX_LOCKED_BRANCHES,
  withLock,
  withoutLock,
} from "~/posts/conversation/locked-branches";

export type LockResult =
  | { ok: true }
  | { ok: false; reason: "comment.not-found" }
  | { ok: false; reason: "moderator.not-allowed" }
  | { ok: false; reason: "branch.too-many" }
  | { ok: false; reason: "branch.changed"; present: LockedBranch | null };

/** Locks the branch that begins with a comment, from now on: what waits there may still be approved, and imports go on. Locked with
 *  other words already, it gets these. Refused if somebody else has decided since the form was opened, and if the post has
 *  MAX_LOCKED_BRANCHES. */
export const lockBranch = (
  { db }: { db: Database },
  member: Member,
  commentId: number,
  { words, basedOn }: { words: string; basedOn: string },
  now: Date,
): Promise<LockResult> =>
  db.write(async (tx) => {
    const found = await findBranch(tx.db, member, commentId);
    if (!found.ok) return found;
    const { postId, path, branches, present } = found;
    if (present?.words === words) return { ok: true } as const;
    if (describeLock(present) !== basedOn) return { ok: false, reason: "branch.changed", present } as const;
    // A comment that was deleted with its replies has left its lock behind.
    const known = await listKnownPaths(
      tx.db,
      postId,
      branches.map((branch) => branch.path),
    );
    const kept = branches.filter((branch) => known.has(branch.path));
    if (!present && kept.length >= MAX_LOCKED_BRANCHES)
      return { ok: false, reason: "branch.too-many" } as const;
    await setLockedBranches(tx, postId, withLock(kept, { path, words }));
    await addConversationEntry(tx, member.id, { action: "lock-branch", postId, commentId, words }, now);
    return { ok: true } as const;
  });

/** Unlocks it. A branch below that was locked by itself stays locked. */
export const unlockBranch = (
  { db }: { db: Database },
  member: Member,
  commentId: number,
  now: Date,
): Promise<LockResult> =>
  db.write(async (tx) => {
    const found = await findBranch(tx.db, member, commentId);
    if (!found.ok) return found;
    const { postId, path, branches, present } = found;
    if (!present) return { ok: true } as const;
    await setLockedBranches(tx, postId, withoutLock(branches, path));
    await addConversationEntry(tx, member.id, { action: "unlock-branch", postId, commentId }, now);
    return { ok: true } as const;
  });

async function findBranch(db: DatabaseClient, member: Member, commentId: number) {
  if (!(await mayNow(db, member, "conversation.lock")))
    return { ok: false, reason: "moderator.not-allowed" } as const;
  const place = await findCommentPlace(db, commentId);
  const rules = place && (await readReplyRules(db, place.post.id));
  if (!rules) return { ok: false, reason: "comment.not-found" } as const;
  const { path, post } = place;
  const branches = rules.lockedBranches;
  const present = branches.find((branch) => branch.path === path) ?? null;
  return { ok: true, postId: post.id, path, branches, present } as const;
}
