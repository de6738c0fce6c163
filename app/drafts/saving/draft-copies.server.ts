// Deciding between a draft and the copies that were saved beside it.

import { randomUUID } from "node:crypto";
import type { Member } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";
import { type DraftText, isSameText } from "../draft";
import { type Draft, findDraft } from "../draft.server";
import { mayEdit } from "../editor/editing";
import {
  type DraftCopy,
  deleteCopy,
  listCopies,
  type Saved,
  type SaveRefusal,
  saveCopy,
  saveDraft,
  swapCopy,
} from "./draft-saving.server";

export type CopyRefusal = { ok: false; reason: "draft.not-found" | "copy.not-found" | "copy.changed" };
export type CopyResult = { ok: true } | CopyRefusal;

/** Makes a copy the draft's text. The text that the draft had becomes the copy, so nothing is lost. */
export const useCopy = (
  db: Database,
  member: Member,
  { draftId, copyId }: { draftId: number; copyId: number },
  now: Date,
): Promise<CopyResult> =>
  decide(db, member, draftId, copyId, async (tx, draft, copy) => {
    await swapCopy(tx, draft, copy, member.id, now);
    return { ok: true };
  });

/** Deletes a copy as it was seen. Refused if its form has saved to it since. */
export const discardCopy = (
  db: Database,
  member: Member,
  { draftId, copyId, savedAt }: { draftId: number; copyId: number; savedAt: string },
): Promise<CopyResult> =>
  decide(db, member, draftId, copyId, async (tx, draft, copy) => {
    if (copy.savedAt.toISOString() !== savedAt) return { ok: false, reason: "copy.changed" };
    await deleteCopy(tx, draft.id, copy);
    return { ok: true };
  });

function decide(
  db: Database,
  member: Member,
  draftId: number,
  copyId: number,
  work: (tx: Transaction, draft: Draft, copy: DraftCopy) => Promise<CopyResult>,
): Promise<CopyResult> {
  return db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    if (!draft || !mayEdit(member, draft)) return { ok: false, reason: "draft.not-found" } as const;
    const copy = (await listCopies(tx.db, draftId)).find(({ id }) => id === copyId);
    return copy ? work(tx, draft, copy) : ({ ok: false, reason: "copy.not-found" } as const);
  });
}

/** Gives a draft another text. If the one that it has is published nowhere, it is kept as a copy. Refused if there are too many copies. */
export async function replaceText(
  tx: Transaction,
  draft: Draft,
  text: DraftText,
  { personId, basedOn }: { personId: number; basedOn: number },
  now: Date,
): Promise<Saved | SaveRefusal> {
  if (draft.isChanged && !isSameText(draft.text, text)) {
    const kept = { text: draft.text, form: `replaced-${draft.id}-${draft.version}`, version: draft.basedOn };
    const copied = await saveCopy(tx, draft, draft.savedById ?? personId, kept, draft.savedAt);
    if (!copied.ok) return copied;
  }
  return saveDraft(tx, draft, personId, { text, form: randomUUID(), version: draft.version, basedOn }, now);
}
