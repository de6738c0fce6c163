// A draft is handed in to the editors, and goes back to its writers.

import { setDraftStatus } from "~/drafts/draft.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { draftStatus, isSubmitted } from "~/visibility/status";
import type { SeenDraft } from "../publish-draft.server";
import { changeDraft } from "./change-draft.server";

/** Hands a draft in to the editors. Repeated, it changes nothing. */
export const submitDraft = (deps: { db: Database }, member: Member, seen: SeenDraft, now: Date) =>
  changeDraft(deps, member, "post.submit", seen.draftId, async (tx, draft) => {
    if (isSubmitted(draft)) return null;
    if (draft.version !== seen.version) return { ok: false, reason: "draft.changed" };
    await setDraftStatus(tx, draft.id, draftStatus.submitted, now);
    return null;
  });

/** Takes a submitted draft back. */
export const takeDraftBack = (deps: { db: Database }, member: Member, draftId: number, now: Date) =>
  changeDraft(deps, member, "post.submit", draftId, async (tx, draft) => {
    if (isSubmitted(draft)) await setDraftStatus(tx, draft.id, draftStatus.writing, now);
    return null;
  });
