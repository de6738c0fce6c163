// An earlier version of a page comes back into the editor. Readers see it when it is published.

import { randomUUID } from "node:crypto";
import { mayNow } from "~/accounts/present-rights.server";
import { findDraftOfPage } from "~/drafts/draft.server";
import { replaceText } from "~/drafts/saving/draft-copies.server";
import { beginDraft, type SaveRefusal } from "~/drafts/saving/draft-saving.server";
import { findPageToEdit } from "~/pages/page.server";
import { findVersion } from "~/pages/page-version.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { pageAsTyped } from "../writing/posted-text.server";

export type RestorePageRefusal = SaveRefusal | { ok: false; reason: "page.not-found" };

/** Puts a version's title and text into the page's working copy; the other fields stay. Changes in it that aren't published are kept as a
 *  copy. */
export function restorePageVersion(
  { db }: { db: Database },
  member: Member,
  { slug, number }: { slug: string; number: number },
  now: Date,
): Promise<{ ok: true; draftId: number } | RestorePageRefusal> {
  return db.write(async (tx) => {
    const page = await findPageToEdit(tx.db, slug);
    const version = page && (await findVersion(tx.db, page.id, number));
    if (!page || !version || !(await mayNow(tx.db, member, "page.edit")))
      return { ok: false, reason: "page.not-found" } as const;
    const posted = pageAsTyped(page.input);
    const draft = await findDraftOfPage(tx.db, page.id);
    const { details } = draft?.isChanged ? draft.text : posted;
    const text = { title: version.title, source: version.source, details };
    if (draft) return replaceText(tx, draft, text, { personId: member.id, basedOn: page.version }, now);
    const save = { kind: "page", text, form: randomUUID(), version: 0, basedOn: page.version } as const;
    const original = { id: page.id, version: page.version, text: posted };
    return beginDraft(tx, member, save, original, () => true, now);
  });
}
