// From a draft to a post and back. What is published is the version that the person saw: it is read again in the transaction that
// publishes it, with the right to do so.

import { type DraftText, emptyDetails } from "~/drafts/draft";
import { type Draft, findDraft, markPosted, resetDraft, setDraftStatus } from "~/drafts/draft.server";
import { type DraftErrors, readPost } from "~/drafts/post-input";
import { type Act, may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { PostInput } from "~/posts/post.schema";
import { findPostById, findPostVersion, type PostState } from "~/posts/post-commands.server";
import { draftStatus, isSubmitted, postStatus } from "~/visibility/status";
import { type PublishingDeps, type PublishRefusal, savePost, withdrawPost } from "./publish-post.server";

export type DraftRefusal =
  | {
      ok: false;
      reason: "draft.not-found" | "draft.changed" | "post.changed" | "draft.wrong-state" | "draft.is-out";
    }
  | { ok: false; reason: "draft.invalid"; errors: DraftErrors };
export type DraftResult = { ok: true; postId: number } | PublishRefusal | DraftRefusal;

/** The version of a draft that somebody saw and decided on. */
export interface SeenDraft {
  draftId: number;
  version: number;
  /** Overwrite what was published since the draft was begun. */
  overwrites?: boolean;
}

/** Publishes a draft now, or with an earlier date. */
export const publishSeen = (
  deps: PublishingDeps,
  member: Member,
  seen: SeenDraft,
  now: Date,
  datedAt = now,
): Promise<DraftResult> => postDraft(deps, member, seen, () => postStatus.published, now, { datedAt });

/** Schedules a draft for publication at `at`. */
export const scheduleSeen = (
  deps: PublishingDeps,
  member: Member,
  seen: SeenDraft,
  at: Date,
  now: Date,
): Promise<DraftResult> =>
  postDraft(deps, member, seen, () => postStatus.scheduled, now, { scheduledFor: at });

/** Gives a published or scheduled post the text of its working copy. */
export const updateSeen = (
  deps: PublishingDeps,
  member: Member,
  seen: SeenDraft,
  now: Date,
): Promise<DraftResult> => postDraft(deps, member, seen, (before) => before ?? postStatus.published, now, {});

async function postDraft(
  deps: PublishingDeps,
  member: Member,
  { draftId, version, overwrites = false }: SeenDraft,
  statusAfter: (before: PostState["status"] | undefined) => PostState["status"],
  now: Date,
  dates: { scheduledFor?: Date; datedAt?: Date },
): Promise<DraftResult> {
  const draft = await findDraft(deps.db, draftId);
  if (!draft || !may(member, "post.publish", draft)) return { ok: false, reason: "draft.not-found" };
  const post = readPost(draft.text, draft.owner?.handle);
  if (!post.ok) return { ok: false, reason: "draft.invalid", errors: post.errors };
  return savePost<DraftRefusal>(
    deps,
    draft.postId,
    post.input,
    (before) => statusAfter(before?.status),
    now,
    {
      ...dates,
      submitterId: draft.ownerId ?? undefined,
      personId: member.id,
      async check(tx) {
        const found = await findDraft(tx.db, draftId);
        if (!found || !may(member, "post.publish", found)) return { ok: false, reason: "draft.not-found" };
        if (found.version !== version || found.postId !== draft.postId)
          return { ok: false, reason: "draft.changed" };
        const isOutdated = found.post !== null && found.post.version !== found.basedOn;
        return isOutdated && !overwrites ? { ok: false, reason: "post.changed" } : null;
      },
      stored: async (tx, postId) =>
        markPosted(tx, draft, { postId, basedOn: await findPostVersion(tx.db, postId) }),
    },
  );
}

/** Hands a draft in to the editors. */
export const submitDraft = (deps: PublishingDeps, member: Member, seen: SeenDraft, now: Date) =>
  change(deps, member, "post.submit", seen.draftId, async (tx, draft) => {
    if (isSubmitted(draft)) return null;
    if (draft.version !== seen.version) return { ok: false, reason: "draft.changed" };
    await setDraftStatus(tx, draft.id, draftStatus.submitted, now);
    return null;
  });

/** Takes a submitted draft back. */
export const takeDraftBack = (deps: PublishingDeps, member: Member, draftId: number, now: Date) =>
  change(deps, member, "post.submit", draftId, async (tx, draft) => {
    await setDraftStatus(tx, draft.id, draftStatus.writing, now);
    return null;
  });

/** Gives the working copy of a post the post's text again. */
export const discardChanges = (deps: PublishingDeps, member: Member, seen: SeenDraft, now: Date) =>
  change(deps, member, "post.edit-draft", seen.draftId, async (tx, draft) => {
    if (draft.version !== seen.version) return { ok: false, reason: "draft.changed" };
    const text = await findPostText(tx.db, draft.postId);
    if (!draft.post || !text) return { ok: false, reason: "draft.wrong-state" };
    await resetDraft(tx, draft, text, draft.post.version, now);
    return null;
  });

/** Withdraws a published post, or cancels the publication of a scheduled one. Its working copy stays. */
export async function withdrawWritten(
  deps: PublishingDeps,
  member: Member,
  draftId: number,
  now: Date,
): Promise<DraftResult> {
  const draft = await findDraft(deps.db, draftId);
  if (!draft?.post || !may(member, "post.withdraw", draft)) return { ok: false, reason: "draft.not-found" };
  return withdrawPost(deps, draft.post.id, now);
}

/** A post's text as its working copy has it; null if there is no such post. */
export async function findPostText(db: DatabaseClient, postId: number | null): Promise<DraftText | null> {
  const post = postId === null ? null : await findPostById(db, postId);
  return post && asTyped(post.input);
}

/** A post's fields as they would be typed. */
export const asTyped = (input: PostInput): DraftText => ({
  title: input.title,
  source: input.source,
  details: {
    ...emptyDetails(),
    ...{ slug: input.slug, summary: input.summary, tags: input.tags.join(", ") },
    ...{ series: input.series ?? "", part: input.part?.toString() ?? "" },
    ...{ writers: input.writers.join(", "), presenters: input.presenters.join(", ") },
    ...{ language: input.language ?? "", licence: input.licence ?? "" },
  },
});

/** Runs `work` on a draft to which the member may do this. */
function change(
  { db }: Pick<PublishingDeps, "db">,
  member: Member,
  act: Act,
  draftId: number,
  work: (tx: Transaction, draft: Draft) => Promise<DraftRefusal | null>,
): Promise<{ ok: true } | DraftRefusal> {
  return db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    if (!draft || !may(member, act, draft)) return { ok: false, reason: "draft.not-found" } as const;
    return (await work(tx, draft)) ?? ({ ok: true } as const);
  });
}
