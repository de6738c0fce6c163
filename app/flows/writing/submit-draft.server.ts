// A draft is handed in to the editors, and goes back to its writers.

import type { Correspondent } from "~/accounts/mail/correspondence.server";
import { draftPath } from "~/drafts/draft";
import { noteTold, setDraftStatus } from "~/drafts/draft.server";
import { returnedEmail } from "~/drafts/draft-emails";
import { addNote, hasNote, WHOLE_TEXT } from "~/drafts/notes/draft-note.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { draftStatus, isSubmitted } from "~/visibility/status";
import { changeDraft } from "./change-draft.server";
import { type NewsEmail, tellEditors, tellWriters } from "./draft-news.server";
import type { DraftVersion } from "./publish-draft.server";

type Deps = Correspondent & { db: Database };

/** Hands a draft in to the editors, who are told by e-mail. Repeated, it changes nothing. */
export const submitDraft = (deps: Deps, member: Member, seen: DraftVersion, now: Date) =>
  changeDraft(deps, member, "post.submit", seen.draftId, async (tx, draft) => {
    if (isSubmitted(draft)) return null;
    if (draft.version !== seen.version) return { ok: false, reason: "draft.changed" };
    await setDraftStatus(tx, draft.id, draftStatus.submitted, now);
    await tellEditors(tx, deps, draft, member, now);
    return null;
  });

/** Takes a submitted draft back. */
export const takeDraftBack = (deps: Pick<Deps, "db">, member: Member, draftId: number, now: Date) =>
  changeDraft(deps, member, "post.submit", draftId, async (tx, draft) => {
    if (isSubmitted(draft)) await setDraftStatus(tx, draft.id, draftStatus.writing, now);
    return null;
  });

/** Returns a submitted draft to its writers with a message, which is kept as a note. Repeated, it changes nothing. Refused if it isn't
 *  submitted any more. */
export const returnDraft = (deps: Deps, member: Member, draftId: number, message: string, now: Date) =>
  changeDraft(deps, member, "post.review", draftId, async (tx, draft) => {
    const note = { personId: member.id, quote: WHOLE_TEXT, text: message };
    if (!isSubmitted(draft))
      return (await hasNote(tx.db, draft.id, note)) ? null : { ok: false, reason: "draft.not-submitted" };
    const added = await addNote(tx, draft.id, note, now);
    if (!added.ok) return added;
    await setDraftStatus(tx, draft.id, draftStatus.writing, now);
    // When it is handed in again, that is news.
    await noteTold(tx, draft.id, null);
    const email: NewsEmail = (site, href, news) => returnedEmail(site, href, { ...news, message });
    await tellWriters(tx, deps, draft, member, { path: draftPath(draft.id), email }, now);
    return null;
  });
