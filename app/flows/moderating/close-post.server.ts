// A moderator, or a writer of a post, decides who may reply to it.

import { mayNow } from "~/accounts/present-rights.server";
import type { ConversationAction } from "~/moderation/conversation-actions";
import { addConversationEntry, findLastDecider } from "~/moderation/log/conversation-log.server";
import type { Owned } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import {
  type Closing,
  type ClosingInput,
  describeClosing,
  OPEN,
  type Replier,
} from "~/posts/conversation/closing";
import { readReplyRules, setClosing } from "~/posts/conversation/closing.server";
import { findPostOwners } from "~/posts/post-commands.server";

export type ClosingResult =
  | { ok: true }
  | { ok: false; reason: "post.not-found" }
  | { ok: false; reason: "moderator.not-allowed" }
  | { ok: false; reason: "post.moderator-decided" }
  | { ok: false; reason: "post.closing-changed"; present: Closing };

/** Sets who may reply to a post, from now on: what is written or waits already may still be approved, and imports go on.
 *  Refused if somebody else has decided since the form was opened, and to the post's writers if a moderator restricted the replies. */
export const closePost = (
  { db }: { db: Database },
  member: Member,
  postId: number,
  { basedOn, ...closing }: ClosingInput,
  now: Date,
): Promise<ClosingResult> =>
  db.write(async (tx) => {
    const present = await readReplyRules(tx.db, postId);
    const owners = present && (await findPostOwners(tx.db, postId));
    if (!owners) return { ok: false, reason: "post.not-found" } as const;
    if (!(await mayNow(tx.db, member, "conversation.close", owners)))
      return { ok: false, reason: "moderator.not-allowed" } as const;
    const isSame = describeClosing(present) === describeClosing(closing);
    if (!isSame && describeClosing(present) !== basedOn)
      return { ok: false, reason: "post.closing-changed", present } as const;
    if (!isSame && !(await mayChange(tx.db, member, { postId, present, owners })))
      return { ok: false, reason: "post.moderator-decided" } as const;
    // Open again, it needs no reason.
    const closedWords = closing.repliesFrom === "everyone" ? "" : closing.closedWords;
    if (isSame) return { ok: true } as const;
    await setClosing(tx, postId, { ...closing, closedWords });
    for (const entry of describeChanges(present, { ...closing, closedWords }))
      await addConversationEntry(tx, member.id, { ...entry, postId }, now);
    return { ok: true } as const;
  });

/** Whether a member may change what stands: a moderator may, and the post's writers unless a moderator has restricted the replies. */
async function mayChange(
  db: DatabaseClient,
  member: Member,
  { postId, present, owners }: { postId: number; present: Closing; owners: Owned },
): Promise<boolean> {
  if (describeClosing(present) === describeClosing(OPEN) || (await mayNow(db, member, "conversation.lock")))
    return true;
  const decider = await findLastDecider(db, postId);
  return decider !== null && owners.ownerIds.includes(decider);
}

/** What of a decision is different from the one before, as entries of the log. */
function describeChanges(before: Closing, after: Omit<ClosingInput, "basedOn">) {
  const entries: { action: ConversationAction; words?: string; minutes?: number }[] = [];
  const { repliesFrom, closedWords: words, slowMinutes: minutes, ageRule } = after;
  if (before.repliesFrom !== repliesFrom || before.closedWords !== words)
    entries.push({ action: ACTIONS[repliesFrom], words });
  if (before.slowMinutes !== minutes)
    entries.push(minutes === 0 ? { action: "end-slow-mode" } : { action: "slow-mode", minutes });
  if (before.ageRule !== ageRule)
    entries.push({ action: ageRule === "open" ? "keep-open" : "end-keep-open" });
  return entries;
}

const ACTIONS: Record<Replier, ConversationAction> = {
  everyone: "open-post",
  members: "close-to-guests",
  nobody: "close-post",
};
