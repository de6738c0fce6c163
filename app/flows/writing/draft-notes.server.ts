// Notes that an editor leaves on a draft.

import { hasPassage } from "~/drafts/notes/draft-note";
import { addNote, hasNote, resolveNote } from "~/drafts/notes/draft-note.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { changeDraft } from "./change-draft.server";

interface Deps {
  db: Database;
}

/** Adds a note. Refused if its passage is not in the text as it was last saved. Repeated, it adds one. */
export const leaveNote = (
  deps: Deps,
  member: Member,
  draftId: number,
  { passage, note: text }: { passage: string; note: string },
  now: Date,
) =>
  changeDraft(deps, member, "post.review", draftId, async (tx, draft) => {
    if (!hasPassage(draft.text.source, passage)) return { ok: false, reason: "note.no-passage" };
    const note = { personId: member.id, quote: passage, text };
    if (await hasNote(tx.db, draft.id, note)) return null;
    const added = await addNote(tx, draft.id, note, now);
    return added.ok ? null : added;
  });

/** Resolves a note, or opens it again. */
export const settleNote = (
  deps: Deps,
  member: Member,
  { draftId, noteId }: { draftId: number; noteId: number },
  isResolved: boolean,
  now: Date,
) =>
  changeDraft(deps, member, "post.edit-draft", draftId, async (tx) =>
    (await resolveNote(tx, draftId, noteId, isResolved ? now : null))
      ? null
      : { ok: false, reason: "draft.not-found" },
  );
