// Notes on drafts, by their editors and writers.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { MAX_NOTES } from "../draft.schema";
import { hasPassage } from "./draft-note";

/** The quote of a note that is about the whole text. */
export const WHOLE_TEXT = "";

export interface NewNote {
  personId: number;
  /** The passage, or WHOLE_TEXT. */
  quote: string;
  text: string;
}

export type NoteRefusal = { ok: false; reason: "note.too-many" | "note.no-passage" };

/** Adds a note to a draft. Refused if there are MAX_NOTES. */
export async function addNote(
  tx: Transaction,
  draftId: number,
  note: NewNote,
  now: Date,
): Promise<{ ok: true } | NoteRefusal> {
  if ((await tx.db.draftNote.count({ where: { draftId } })) >= MAX_NOTES)
    return { ok: false, reason: "note.too-many" };
  await tx.db.draftNote.create({ data: { ...note, draftId, createdAt: now }, select: { id: true } });
  return { ok: true };
}

/** Whether the person has left this note, which isn't resolved. */
export const hasNote = async (db: DatabaseClient, draftId: number, note: NewNote): Promise<boolean> =>
  (await db.draftNote.findFirst({ where: { ...note, draftId, resolvedAt: null }, select: { id: true } })) !==
  null;

/** A draft's notes, oldest first. A note is outdated if its passage is no longer in the text. */
export async function listNotes(db: DatabaseClient, draftId: number, source: string) {
  const rows = await db.draftNote.findMany({
    where: { draftId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_NOTES,
    select: {
      ...{ id: true, quote: true, text: true, createdAt: true, resolvedAt: true },
      person: { select: { id: true, handle: true, name: true, status: true } },
    },
  });
  return rows.map((row) => ({
    ...row,
    isOutdated: row.quote !== WHOLE_TEXT && row.resolvedAt === null && !hasPassage(source, row.quote),
  }));
}
export type DraftNote = Awaited<ReturnType<typeof listNotes>>[number];

/** Resolves a note of a draft, or with null opens it again. Returns false if the draft has no such note. */
export async function resolveNote(
  tx: Transaction,
  draftId: number,
  id: number,
  resolvedAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.db.draftNote.updateMany({ where: { id, draftId }, data: { resolvedAt } });
  return count === 1;
}

/** Notes of a person in their export: the newest. */
const NOTES_EXPORTED = 10_000;

/** The notes that a person has left, for their export. */
export const listOwnNotes = (db: DatabaseClient, personId: number) =>
  db.draftNote.findMany({
    where: { personId },
    orderBy: { id: "desc" },
    take: NOTES_EXPORTED,
    select: { draftId: true, quote: true, text: true, createdAt: true, resolvedAt: true },
  });

/** Takes a person's name off their notes. */
export async function leaveNotes(tx: Transaction, personId: number): Promise<void> {
  await tx.db.draftNote.updateMany({ where: { personId }, data: { personId: null } });
}
