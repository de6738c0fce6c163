// From a draft to a post and back. What is published is the version that the person saw: it is read again in the transaction that
// publishes it, with the right to do so.

import type { Correspondent } from "~/accounts/mail/correspondence.server";
import { mayNow } from "~/accounts/present-rights.server";
import { draftPath } from "~/drafts/draft";
import { type Draft, findDraft, markPosted, resetDraft } from "~/drafts/draft.server";
import { discardedEmail, unscheduledEmail, withdrawnEmail } from "~/drafts/draft-emails";
import { readPost } from "~/drafts/publishing/post-input";
import { keepText, noteLastSave } from "~/drafts/saving/draft-saving.server";
import type { Member } from "~/people/viewer";
import type { Transaction } from "~/platform/database/database.server";
import { findPostRow, findPostVersion } from "~/posts/post-commands.server";
import { isPublished, isScheduled, type PostStatus, postStatus } from "~/visibility/status";
import {
  type PublishingDeps,
  type PublishRefusal,
  type SaveOptions,
  savePost,
  withdrawPostIn,
} from "../publishing/publish-post.server";
import { changeDraft, type DraftRefusal } from "./change-draft.server";
import { tellOfPosting, tellWriters } from "./draft-news.server";
import { findPostedText } from "./posted-text.server";

export type WritingDeps = PublishingDeps & Correspondent;
export type DraftResult = { ok: true; postId: number } | PublishRefusal | DraftRefusal;

interface HasStatus {
  status: PostStatus;
}

/** The version of a draft that somebody saw and decided on. */
export interface DraftVersion {
  draftId: number;
  version: number;
  /** Overwrite what was published since the draft was begun. */
  overwrites?: boolean;
}

/** Publishes a draft: with a given earlier date, with the date that it had if it was withdrawn, or with the present one. If it is
 *  `quiet`, followers get no e-mail. Repeated, it changes nothing. */
export const publishDraftVersion = (
  deps: WritingDeps,
  member: Member,
  seen: DraftVersion,
  now: Date,
  { datedAt, quiet }: { datedAt?: Date | undefined; quiet?: boolean } = {},
): Promise<DraftResult> => {
  const posting = { status: () => postStatus.published, quiet, ...(datedAt && { datedAt }) };
  return postDraft(deps, member, seen, posting, now);
};

/** Schedules a draft for publication at `at`, or moves a scheduled one there. Refused if it is published. */
export const scheduleDraftVersion = (
  deps: WritingDeps,
  member: Member,
  seen: DraftVersion,
  at: Date,
  now: Date,
  quiet?: boolean,
): Promise<DraftResult> => {
  const posting = { status: () => postStatus.scheduled, scheduledFor: at, movedTo: at, quiet };
  return postDraft(deps, member, seen, posting, now);
};

/** Gives a published or scheduled post the text of its working copy. Refused if it is neither any more. */
export const updateFromDraft = (
  deps: WritingDeps,
  member: Member,
  seen: DraftVersion,
  now: Date,
): Promise<DraftResult> =>
  postDraft(deps, member, seen, { status: (post) => (post && isOut(post) ? post.status : null) }, now);

/** What becomes of the post. */
interface Posting extends Pick<SaveOptions, "datedAt" | "scheduledFor" | "movedTo" | "quiet"> {
  /** Its status, given the post as it stands; null if it isn't in a state for this. */
  status: (before: HasStatus | null) => PostStatus | null;
}

async function postDraft(
  deps: WritingDeps,
  member: Member,
  seen: DraftVersion,
  { status, ...dates }: Posting,
  now: Date,
): Promise<DraftResult> {
  const { draftId, version, overwrites = false } = seen;
  const draft = await findDraft(deps.db, draftId);
  if (draft?.kind !== "post" || !(await mayNow(deps.db, member, "post.publish", draft)))
    return { ok: false, reason: "draft.not-found" };
  if (draft.version !== version) return { ok: false, reason: "draft.changed" };
  const post = readPost(draft.text, draft.owner?.handle);
  if (!post.ok) return { ok: false, reason: "draft.invalid", errors: post.errors };

  let before: Draft | null = null;
  const check = async (tx: Transaction): Promise<DraftResult | null> => {
    const found = await findDraft(tx.db, draftId);
    before = found;
    if (!found || !(await mayNow(tx.db, member, "post.publish", found)))
      return { ok: false, reason: "draft.not-found" };
    if (found.version !== version) return { ok: false, reason: "draft.changed" };
    const after = status(found.post);
    // The answer to the first press was lost.
    if (found.post && !found.isChanged && isPublished(found.post) && after === postStatus.published)
      return { ok: true, postId: found.post.id };
    if (after === null || found.postId !== draft.postId) return { ok: false, reason: "draft.changed" };
    const isOutdated = found.post !== null && found.post.version !== found.basedOn;
    return isOutdated && !overwrites ? { ok: false, reason: "post.changed" } : null;
  };
  return savePost<DraftResult>(
    deps,
    draft.postId,
    post.input,
    (before) => status(before) ?? postStatus.draft,
    now,
    {
      ...dates,
      ...{ submitterId: draft.ownerId ?? undefined, personId: member.id, check },
      async stored(tx, postId) {
        await markPosted(tx, draft, { postId, basedOn: await findPostVersion(tx.db, postId) });
        if (before) await tellOfPosting(tx, deps, before, postId, member, now);
      },
    },
  );
}

/** Withdraws a published post, or cancels the publication of a scheduled one. Its working copy stays. Repeated, it changes nothing. */
export const withdrawPostOfDraft = (
  deps: Omit<WritingDeps, "render">,
  member: Member,
  draftId: number,
  now: Date,
): Promise<{ ok: true } | DraftRefusal> =>
  changeDraft(deps, member, "post.withdraw", draftId, async (tx, draft) => {
    const post = draft.postId === null ? null : await findPostRow(tx.db, draft.postId);
    if (!post) return { ok: false, reason: "draft.not-found" };
    if (!isOut(post)) return null;
    await withdrawPostIn(tx, post, now);
    const email = isPublished(post) ? withdrawnEmail : unscheduledEmail;
    await tellWriters(tx, deps, draft, member, { path: draftPath(draft.id), email }, now);
    return null;
  });

/** Gives the working copy of a post or a page the published text again. Changes that somebody else made are kept as a copy, and they are told. */
export const discardChanges = (
  deps: Omit<WritingDeps, "render">,
  member: Member,
  seen: DraftVersion,
  now: Date,
): Promise<{ ok: true } | DraftRefusal> =>
  changeDraft(deps, member, "post.edit-draft", seen.draftId, async (tx, draft) => {
    if (draft.version !== seen.version) return { ok: false, reason: "draft.changed" };
    const text = await findPostedText(tx.db, draft);
    if (!draft.posted || !text) return { ok: false, reason: "draft.wrong-state" };
    if (draft.isChanged && draft.savedById !== null && draft.savedById !== member.id) {
      const kept = await keepText(tx, draft);
      if (!kept.ok) return { ok: false, reason: "draft.too-many-copies" };
      await tellWriters(tx, deps, draft, member, { path: draftPath(draft.id), email: discardedEmail }, now);
    }
    await noteLastSave(tx, draft);
    await resetDraft(tx, draft, text, draft.posted.version, now);
    return null;
  });

const isOut = (post: HasStatus) => isPublished(post) || isScheduled(post);
