// The bin: a deleted draft stays in it for BIN_DAYS, then it is deleted for good. A withdrawn post with responses stays withdrawn.

import { z } from "zod";
import { hasComments } from "~/comments/own-comments.server";
import { BIN_DAYS } from "~/drafts/draft.schema";
import { deleteDraft, findDraft, listExpiredBin, setBinned } from "~/drafts/draft.server";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { findPostRow } from "~/posts/post-commands.server";
import { isPublished, isScheduled } from "~/visibility/status";
import type { DraftRefusal } from "./publish-draft.server";
import { deletePostIn, type PublishingDeps } from "./publish-post.server";

/** Puts a draft into the bin. What is published or scheduled is withdrawn first. */
export const binWritten = (deps: Pick<PublishingDeps, "db">, member: Member, draftId: number, now: Date) =>
  move(deps, member, draftId, now);

/** Takes a draft out of the bin. */
export const restoreWritten = (deps: Pick<PublishingDeps, "db">, member: Member, draftId: number) =>
  move(deps, member, draftId, null);

function move(
  { db }: Pick<PublishingDeps, "db">,
  member: Member,
  draftId: number,
  binnedAt: Date | null,
): Promise<{ ok: true } | DraftRefusal> {
  return db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    if (!draft || !may(member, "post.edit-draft", draft))
      return { ok: false, reason: "draft.not-found" } as const;
    if (draft.post && (isPublished(draft.post) || isScheduled(draft.post)))
      return { ok: false, reason: "draft.is-out" } as const;
    await setBinned(tx, draft.id, binnedAt);
    return { ok: true } as const;
  });
}

/** Few, because a post is deleted with its responses. */
const AT_ONCE = 20;

/** Deletes what has been in the bin for BIN_DAYS. */
export const emptyBinJob = defineJob({
  kind: "empty-bin",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }, _payload, now) {
    while ((await emptyBin(db, now)) === AT_ONCE);
  },
});

/** One batch. Returns the number of drafts. */
function emptyBin(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - BIN_DAYS * 24 * 60 * 60 * 1000);
  return db.write(async (tx) => {
    const drafts = await listExpiredBin(tx.db, before, AT_ONCE);
    for (const { id, postId } of drafts) {
      const post = postId === null ? null : await findPostRow(tx.db, postId);
      await deleteDraft(tx, id);
      if (post && !isPublished(post) && !isScheduled(post) && !(await hasComments(tx.db, post.id)))
        await deletePostIn(tx, post, now);
    }
    return drafts.length;
  });
}
