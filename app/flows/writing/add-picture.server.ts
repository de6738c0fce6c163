// Puts an uploaded picture into a draft, for a writer without a script.

import { MAX_DRAFT_CHARS } from "~/drafts/draft.schema";
import { findDraft } from "~/drafts/draft.server";
import { mayEdit } from "~/drafts/editor/editing";
import { saveDraft } from "~/drafts/saving/draft-saving.server";
import { makeFormKey } from "~/drafts/saving/opened-form.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { findPostedText } from "./posted-text.server";

/**
 * Adds a paragraph at the end of a draft's text and saves it. A text that is still open on another page is kept beside it, as after any save. Returns
 * false if the member can no longer edit the draft, or if it would be too long to be saved again.
 */
export const addToDraft = (
  { db }: { db: Database },
  member: Member,
  draftId: number,
  paragraph: string,
  now: Date,
): Promise<boolean> =>
  db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    if (!draft || !mayEdit(member, draft)) return false;
    // What the editor shows of a working copy without changes.
    const text = (draft.isChanged ? null : await findPostedText(tx.db, draft)) ?? draft.text;
    const before = text.source.trimEnd();
    const source = `${before}${before && "\n\n"}${paragraph}\n`;
    if (source.length > MAX_DRAFT_CHARS) return false;
    const { version, posted } = draft;
    const save = { text: { ...text, source }, form: makeFormKey(), version, basedOn: posted?.version };
    return (await saveDraft(tx, draft, member.id, save, now)).ok;
  });
