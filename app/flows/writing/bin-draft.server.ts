// The bin: a deleted draft stays in it for BIN_DAYS, then it is deleted for good. A withdrawn post with responses stays withdrawn.

import { z } from "zod";
import type { Correspondent } from "~/accounts/mail/correspondence.server";
import { hasComments } from "~/comments/portability/own-comments.server";
import { BIN_DAYS } from "~/drafts/draft.schema";
import { deleteDraft, listExpiredBin, setBinned } from "~/drafts/draft.server";
import { binnedEmail } from "~/drafts/draft-emails";
import { findPageById } from "~/pages/page.server";
import { deletePage } from "~/pages/page-commands.server";
import type { Member } from "~/people/viewer";
import { isPinged } from "~/pingbacks/pingback.server";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { findPostRow } from "~/posts/post-commands.server";
import { isPublished, isScheduled } from "~/visibility/status";
import { deletePostIn, type PublishingDeps } from "../publishing/publish-post.server";
import { changeDraft } from "./change-draft.server";
import { tellWriters } from "./draft-news.server";

/** Puts a draft into the bin. Refused while its post or page is published or scheduled. Repeated, it keeps its first date. */
export const moveToBin = (
  deps: Pick<PublishingDeps, "db"> & Correspondent,
  member: Member,
  draftId: number,
  now: Date,
) =>
  changeDraft(deps, member, "post.edit-draft", draftId, async (tx, draft) => {
    if (draft.posted && (isPublished(draft.posted) || isScheduled(draft.posted)))
      return { ok: false, reason: "draft.is-out" };
    if (draft.binnedAt) return null;
    await setBinned(tx, draft.id, now);
    await tellWriters(tx, deps, draft, member, { path: "/drafts", email: binnedEmail }, now);
    return null;
  });

/** Takes a draft out of the bin. */
export const restoreFromBin = (deps: Pick<PublishingDeps, "db">, member: Member, draftId: number) =>
  changeDraft(deps, member, "post.edit-draft", draftId, async (tx, draft) => {
    if (draft.binnedAt) await setBinned(tx, draft.id, null);
    return null;
  });

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
    for (const { id, postId, pageId } of drafts) {
      const post = postId === null ? null : await findPostRow(tx.db, postId);
      await deleteDraft(tx, id);
      if (post && !isPublished(post) && !isScheduled(post) && !(await hasResponses(tx.db, post.id)))
        await deletePostIn(tx, post, now);
      const page = pageId === null ? null : await findPageById(tx.db, pageId);
      if (page && !isPublished(page)) await deletePage(tx, page.id);
    }
    return drafts.length;
  });
}

/** Whether a post has comments or pingbacks, of any status. They are other people's words and links, which stay with it. */
const hasResponses = async (db: DatabaseClient, postId: number): Promise<boolean> =>
  (await hasComments(db, postId)) || (await isPinged(db, postId));
