// Saving drafts. A save never overwrites a text that its writer hasn't seen: what was begun from an older version is kept beside the draft,
// as a copy, until somebody decides between them (docs/decisions/0052).

import { changesUses, recordUses } from "~/media/use/media-use.server";
import { findPersonIds } from "~/people/person.server";
import type { Member } from "~/people/viewer";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { draftStatus } from "~/visibility/status";
import {
  type DraftKind,
  type DraftText,
  isBlank,
  isSameText,
  readDetails,
  splitHandles,
  writeDetails,
} from "../draft";
import { MAX_COPIES, MAX_DRAFTS } from "../draft.schema";
import { type Draft, findDraft, findDraftByKey, findDraftOfPage, findDraftOfPost } from "../draft.server";
import { findRepeated, noteForm } from "./earlier-forms.server";
import { findDraftOpenedAs, openedKeyOf } from "./opened-form.server";

/** A text as a form of the editor sends it. */
export interface DraftSave {
  text: DraftText;
  /** Key of the form. */
  form: string;
  /** Key of the form from which it goes on, with a text that only a device had. */
  after?: string | undefined;
  /** Counts the form's saves; absent without a script. */
  number?: number | undefined;
  /** The version of the draft from which the form began. */
  version: number;
  /** The post's revision, or the page's version, that the form showed. */
  basedOn?: number | undefined;
  /** What a new draft becomes; a post if absent. */
  kind?: DraftKind;
  /** The response that a new draft continues. */
  continues?: number | undefined;
}

export type SaveRefusal = {
  ok: false;
  reason: "draft.empty" | "draft.too-many" | "draft.too-many-copies" | "draft.not-found";
};

export interface Saved {
  ok: true;
  draftId: number;
  /** The version from which the form goes on. */
  version: number;
  savedAt: Date;
  /** The copy to which the text went, because somebody else has saved the draft since. */
  copyId: number | null;
}

/**
 * Begins a draft with what a form sends; of a post or a page, if `original` is given. A form that has begun one already, or an original that has
 * one, saves to that. `mayEdit` is asked for a draft that exists.
 */
export async function beginDraft(
  tx: Transaction,
  { id: ownerId }: Pick<Member, "id">,
  save: DraftSave,
  original: { id: number; version: number; text: DraftText } | null,
  mayEdit: (draft: Draft) => boolean,
  now: Date,
): Promise<Saved | SaveRefusal> {
  const { kind = "post" } = save;
  const findWorkingCopy = kind === "page" ? findDraftOfPage : findDraftOfPost;
  const begun =
    (await findDraftByKey(tx.db, save.form)) ??
    (await findDraftAtAddress(tx.db, ownerId, save.form)) ??
    (save.after === undefined ? null : await findDraftByKey(tx.db, save.after)) ??
    (original && (await findWorkingCopy(tx.db, original.id)));
  if (begun) {
    if (!mayEdit(begun)) return { ok: false, reason: "draft.not-found" };
    // A form of the post or page itself began from what that has.
    const version = begun.isChanged ? save.version : begun.version;
    return saveDraft(tx, begun, ownerId, { ...save, version }, now);
  }
  if (!original && isBlank(save.text)) return { ok: false, reason: "draft.empty" };
  if ((await tx.db.draft.count({ where: { ownerId } })) >= MAX_DRAFTS)
    return { ok: false, reason: "draft.too-many" };
  const { title, source, details } = save.text;
  const isPosted = original !== null && isSameText(original.text, save.text);
  const of = kind === "page" ? { pageId: original?.id ?? null } : { postId: original?.id ?? null };
  const { id } = await tx.db.draft.create({
    data: {
      ...{ kind, ...of, key: save.form, ownerId, status: draftStatus.writing },
      continuesId: save.continues ?? null,
      ...{ title, source, details: writeDetails(details), version: 1 },
      ...{ postedVersion: isPosted ? 1 : null, basedOn: save.basedOn ?? original?.version ?? 0 },
      ...{ savedById: ownerId, savedAt: now, savedForm: save.form, savedFrom: 0 },
      ...{ savedNumber: save.number ?? 0, createdAt: now },
    },
    select: { id: true },
  });
  await setDraftWriters(tx, id, details.writers);
  if (changesUses("", source)) await recordUses(tx, { draftId: id }, source, ownerId);
  return { ok: true, draftId: id, version: 1, savedAt: now, copyId: null };
}

/** The draft that a form begins or has begun at its address. */
async function findDraftAtAddress(db: DatabaseClient, ownerId: number, form: string): Promise<Draft | null> {
  const openedKey = openedKeyOf(form);
  const opened = openedKey && (await findDraftOpenedAs(db, ownerId, openedKey));
  return opened ? findDraft(db, opened.id) : null;
}

/** Saves a text to a draft that was read in this transaction. */
export async function saveDraft(
  tx: Transaction,
  draft: Draft,
  personId: number,
  save: DraftSave,
  now: Date,
): Promise<Saved | SaveRefusal> {
  const unchanged = { ok: true, draftId: draft.id, version: draft.version, savedAt: draft.savedAt } as const;
  const isSameForm = save.form === draft.savedForm;
  // The answer to a save may be lost. Its repetition, or the form's next save, still names the version before.
  if (isSameForm && save.number !== undefined && save.number <= draft.savedNumber)
    return { ...unchanged, copyId: null };
  const isLastSaved = isSameForm || save.after === draft.savedForm;
  const goesOn = isLastSaved ? save.version >= draft.savedFrom : save.version === draft.version;
  if (isSameText(save.text, draft.text)) return { ...unchanged, copyId: null };
  if (!goesOn) {
    const repeated = await findRepeated(tx.db, draft.id, save);
    if (repeated) return { ok: true, draftId: draft.id, ...repeated, copyId: null };
    return saveCopy(tx, draft, personId, save, now);
  }
  if (!isSameForm) await noteLastSave(tx, draft);
  const { title, source, details } = save.text;
  const version = draft.version + 1;
  await tx.db.draft.update({
    where: { id: draft.id },
    data: {
      ...{ title, source, details: writeDetails(details), version },
      ...{ savedById: personId, savedAt: now, savedForm: save.form },
      savedFrom: isLastSaved ? draft.savedFrom : save.version,
      savedNumber: save.number ?? (isSameForm ? draft.savedNumber + 1 : 0),
      // What somebody writes in is not to be deleted.
      binnedAt: null,
      ...(!draft.isChanged && save.basedOn !== undefined && { basedOn: save.basedOn }),
    },
    select: { id: true },
  });
  if (details.writers !== draft.text.details.writers) await setDraftWriters(tx, draft.id, details.writers);
  if (changesUses(draft.text.source, source)) await recordUses(tx, { draftId: draft.id }, source, personId);
  return { ok: true, draftId: draft.id, version, savedAt: now, copyId: null };
}

/** Notes the save that the draft's text comes from, before another one takes its place. */
export const noteLastSave = (tx: Transaction, draft: Draft): Promise<void> =>
  noteForm(tx, { ...draft, draftId: draft.id, form: draft.savedForm, number: draft.savedNumber });

/** Keeps a text beside a draft. */
export async function saveCopy(
  tx: Transaction,
  draft: Draft,
  personId: number,
  { text, form, number, version: basedOn }: DraftSave,
  now: Date,
): Promise<Saved | SaveRefusal> {
  const kept = await tx.db.draftCopy.findUnique({ where: { draftId_form: { draftId: draft.id, form } } });
  const answer = { ok: true, draftId: draft.id, version: basedOn } as const;
  if (kept && number !== undefined && number <= kept.number)
    return { ...answer, savedAt: kept.savedAt, copyId: kept.id };
  const { title, source } = text;
  const data = {
    ...{ title, source, details: writeDetails(text.details), personId, savedAt: now },
    number: number ?? (kept?.number ?? 0) + 1,
  };
  if (kept) {
    await tx.db.draftCopy.update({ where: { id: kept.id }, data, select: { id: true } });
    return { ...answer, savedAt: now, copyId: kept.id };
  }
  if ((await tx.db.draftCopy.count({ where: { draftId: draft.id } })) >= MAX_COPIES)
    return { ok: false, reason: "draft.too-many-copies" };
  const { id } = await tx.db.draftCopy.create({
    data: { ...data, draftId: draft.id, form, basedOn },
    select: { id: true },
  });
  return { ...answer, savedAt: now, copyId: id };
}

/** Keeps the text of a draft as a copy, unless one has it already, before it is replaced by somebody else than its last writer. Refused if
 *  MAX_COPIES are kept. */
export async function keepText(tx: Transaction, draft: Draft): Promise<{ ok: true } | SaveRefusal> {
  const copies = await listCopies(tx.db, draft.id);
  if (copies.some(({ text }) => isSameText(text, draft.text))) return { ok: true };
  if (copies.length >= MAX_COPIES) return { ok: false, reason: "draft.too-many-copies" };
  const { title, source } = draft.text;
  await tx.db.draftCopy.create({
    data: {
      ...{ draftId: draft.id, form: `kept-${draft.version}`, personId: draft.savedById, title, source },
      ...{ details: writeDetails(draft.text.details), basedOn: draft.version, savedAt: draft.savedAt },
    },
    select: { id: true },
  });
  return { ok: true };
}

/** The named writers may edit the draft too. Unknown names are told at publication. */
async function setDraftWriters(tx: Transaction, draftId: number, typed: string): Promise<void> {
  await tx.db.draftWriter.deleteMany({ where: { draftId } });
  const people = await findPersonIds(tx.db, splitHandles(typed));
  const data = [...new Set(people.values())].map((personId) => ({ draftId, personId }));
  if (data.length > 0) await tx.db.draftWriter.createMany({ data });
}

const copyFields = {
  ...{
    id: true,
    draftId: true,
    form: true,
    number: true,
    title: true,
    source: true,
    details: true,
    savedAt: true,
  },
  ...{ basedOn: true, personId: true },
  person: { select: { id: true, handle: true, name: true, status: true } },
} as const;

/** The copies that are kept beside a draft, newest first, with their texts. */
export async function listCopies(db: DatabaseClient, draftId: number) {
  const rows = await db.draftCopy.findMany({
    where: { draftId },
    orderBy: [{ savedAt: "desc" }, { id: "desc" }],
    take: MAX_COPIES,
    select: copyFields,
  });
  return rows.map(({ title, source, details, ...row }) => ({
    ...row,
    text: { title, source, details: readDetails(details) } satisfies DraftText,
  }));
}
export type DraftCopy = Awaited<ReturnType<typeof listCopies>>[number];

/** The ids of these copies, without their texts. */
export const listCopyIds = (db: DatabaseClient, draftId: number): Promise<{ id: number }[]> =>
  db.draftCopy.findMany({ where: { draftId }, take: MAX_COPIES, select: { id: true } });

/** Deletes a copy. */
export async function deleteCopy(tx: Transaction, draftId: number, copy: DraftCopy): Promise<void> {
  await noteCopyForm(tx, copy);
  await tx.db.draftCopy.deleteMany({ where: { id: copy.id, draftId } });
}

/** A repeated save to a copy that is gone must not bring it back. */
const noteCopyForm = (tx: Transaction, copy: DraftCopy): Promise<void> =>
  noteForm(tx, { ...copy, version: copy.basedOn });

/** Exchanges a copy and the draft's text: neither is lost. */
export async function swapCopy(
  tx: Transaction,
  draft: Draft,
  copy: DraftCopy,
  personId: number,
  now: Date,
): Promise<void> {
  await noteLastSave(tx, draft);
  await noteCopyForm(tx, copy);
  const { title, source, details } = copy.text;
  await tx.db.draft.update({
    where: { id: draft.id },
    data: {
      ...{ title, source, details: writeDetails(details), version: draft.version + 1 },
      ...{ savedById: personId, savedAt: now, savedForm: "", savedFrom: 0, savedNumber: 0 },
    },
    select: { id: true },
  });
  await tx.db.draftCopy.update({
    where: { id: copy.id },
    data: {
      ...{ title: draft.title, source: draft.source, details: writeDetails(draft.text.details) },
      ...{ personId: draft.savedById, savedAt: draft.savedAt, form: `swapped-${copy.id}-${draft.version}` },
    },
    select: { id: true },
  });
  if (details.writers !== draft.text.details.writers) await setDraftWriters(tx, draft.id, details.writers);
}
