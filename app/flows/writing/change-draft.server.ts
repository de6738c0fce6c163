// Acts on a draft: the draft and the right to act are read in the transaction that acts.

import { mayNow } from "~/accounts/present-rights.server";
import { type Draft, findDraft } from "~/drafts/draft.server";
import type { LinkRefusal } from "~/drafts/draft-link.server";
import { actOn } from "~/drafts/editor/editing";
import type { NoteRefusal } from "~/drafts/notes/draft-note.server";
import type { DraftErrors } from "~/drafts/publishing/post-input";
import type { Act } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";

export type DraftRefusal =
  | {
      ok: false;
      reason:
        | "draft.not-found"
        | "draft.changed"
        | "draft.wrong-state"
        | "draft.is-out"
        | "draft.not-submitted"
        | "draft.too-many-copies"
        | "post.changed";
    }
  | NoteRefusal
  | LinkRefusal
  | { ok: false; reason: "draft.invalid"; errors: DraftErrors };

/** Runs `work` on a draft to which the member may do this; what it returns refuses the act. */
export function changeDraft(
  { db }: { db: Database },
  member: Member,
  act: Act,
  draftId: number,
  work: (tx: Transaction, draft: Draft) => Promise<DraftRefusal | null>,
): Promise<{ ok: true } | DraftRefusal> {
  return db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    const asked = draft && actOn(draft.kind, act);
    if (!draft || !asked || !(await mayNow(tx.db, member, asked, draft)))
      return { ok: false, reason: "draft.not-found" } as const;
    return (await work(tx, draft)) ?? ({ ok: true } as const);
  });
}
