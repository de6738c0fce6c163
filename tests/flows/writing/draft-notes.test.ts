import { expect, test } from "vitest";
import { MAX_NOTES } from "~/drafts/draft.schema";
import { findDraft } from "~/drafts/draft.server";
import { listNotes } from "~/drafts/notes/draft-note.server";
import { saveDraft } from "~/drafts/saving/draft-saving.server";
import { leaveNote, settleNote } from "~/flows/writing/draft-notes.server";
import { type Deps, openDeps } from "../../factories/database";
import { buildSave, createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

async function openDesk() {
  const deps = await openDeps();
  const con = await createMember(deps.db, "con", { role: "contributor", password: null });
  const eve = await createMember(deps.db, "eve", { role: "editor", password: null });
  const draftId = await createDraft(deps.db, con, { source: "One *thing*. Another." });
  return { deps, con, eve, draftId };
}

const notesOf = async (deps: Deps, draftId: number) => {
  const draft = await findDraft(deps.db, draftId);
  return listNotes(deps.db, draftId, draft?.text.source ?? "");
};

test("leaves a note on a passage once, and says when the passage is no longer in the text", async () => {
  const { deps, con, eve, draftId } = await openDesk();
  const note = { passage: "One thing.", note: "Which one?" };
  for (let press = 0; press < 2; press++)
    expect(await leaveNote(deps, eve, draftId, note, NOW)).toEqual({ ok: true });
  const [left, ...others] = await notesOf(deps, draftId);
  expect(left).toMatchObject({ quote: "One thing.", text: "Which one?", isOutdated: false });
  expect([left?.person?.name, others]).toEqual(["eve", []]);
  await deps.db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    if (draft) await saveDraft(tx, draft, con.id, buildSave({ source: "Another." }, { version: 1 }), NOW);
  });
  expect(await notesOf(deps, draftId)).toMatchObject([{ isOutdated: true }]);
});

test("resolves a note and opens it again, by a writer", async () => {
  const { deps, con, eve, draftId } = await openDesk();
  await leaveNote(deps, eve, draftId, { passage: "", note: "Shorter." }, NOW);
  const [note] = await notesOf(deps, draftId);
  const settle = (isResolved: boolean) =>
    settleNote(deps, con, { draftId, noteId: note?.id ?? 0 }, isResolved, NOW);
  expect(await settle(true)).toEqual({ ok: true });
  expect(await notesOf(deps, draftId)).toMatchObject([{ resolvedAt: NOW, isOutdated: false }]);
  expect(await settle(false)).toEqual({ ok: true });
  expect(await notesOf(deps, draftId)).toMatchObject([{ resolvedAt: null }]);
});

test("refuses a passage that isn't in the text, a note by a writer, and a note of another draft", async () => {
  const { deps, con, eve, draftId } = await openDesk();
  const elsewhere = { passage: "Elsewhere", note: "Hm." };
  expect(await leaveNote(deps, eve, draftId, elsewhere, NOW)).toEqual({
    ok: false,
    reason: "note.no-passage",
  });
  const own = { passage: "", note: "Hm." };
  expect(await leaveNote(deps, con, draftId, own, NOW)).toEqual({ ok: false, reason: "draft.not-found" });
  await leaveNote(deps, eve, draftId, own, NOW);
  const [note] = await notesOf(deps, draftId);
  const other = await createDraft(deps.db, con, {});
  const refused = await settleNote(deps, con, { draftId: other, noteId: note?.id ?? 0 }, true, NOW);
  expect(refused).toEqual({ ok: false, reason: "draft.not-found" });
  expect(await notesOf(deps, draftId)).toMatchObject([{ resolvedAt: null }]);
});

test("refuses a note beyond MAX_NOTES", async () => {
  const { deps, eve, draftId } = await openDesk();
  const row = { draftId, quote: "", text: "a", createdAt: NOW };
  await deps.db.draftNote.createMany({ data: Array.from({ length: MAX_NOTES }, () => row) });
  const refused = await leaveNote(deps, eve, draftId, { passage: "", note: "One more." }, NOW);
  expect(refused).toEqual({ ok: false, reason: "note.too-many" });
});
