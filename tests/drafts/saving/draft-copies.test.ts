import { beforeEach, expect, test } from "vitest";
import { findDraft, setDraftStatus } from "~/drafts/draft.server";
import { discardCopy, useCopy as takeCopy } from "~/drafts/saving/draft-copies.server";
import { listCopies, saveDraft } from "~/drafts/saving/draft-saving.server";
import type { Database } from "~/platform/database/database.server";
import { draftStatus } from "~/visibility/status";
import { openDeps } from "../../factories/database";
import { buildSave, createDraft } from "../../factories/drafts";
import { createMember, type TestMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

let db: Database;
let ada: TestMember;
let draftId: number;

/** Saves from an older version of the draft: the text becomes a copy. */
const saveBeside = (source: string, form?: string) =>
  db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    if (!draft) throw new Error("no draft");
    const save = buildSave({ source }, { version: 0, ...(form !== undefined && { form }) });
    const saved = await saveDraft(tx, draft, ada.id, save, NOW);
    if (!saved.ok || saved.copyId === null) throw new Error("no copy");
    return { id: saved.copyId, form: save.form };
  });

const textsNow = async () => ({
  draft: (await findDraft(db, draftId))?.text.source,
  copies: (await listCopies(db, draftId)).map(({ text }) => text.source),
});

beforeEach(async () => {
  ({ db } = await openDeps());
  ada = await createMember(db, "ada", { role: "contributor" });
  draftId = await createDraft(db, ada, { source: "In the editor." });
});

test("using a copy exchanges both texts, and using it again gives them back", async () => {
  const { id: copyId } = await saveBeside("The copy.");
  expect(await takeCopy(db, ada, { draftId, copyId }, NOW)).toEqual({ ok: true });
  expect(await textsNow()).toEqual({ draft: "The copy.", copies: ["In the editor."] });
  await takeCopy(db, ada, { draftId, copyId }, NOW);
  expect(await textsNow()).toEqual({ draft: "In the editor.", copies: ["The copy."] });
});

test("a form that is still open after its copy was used saves beside the draft, not over it", async () => {
  const { id: copyId, form } = await saveBeside("The copy.");
  await takeCopy(db, ada, { draftId, copyId }, NOW);
  await saveBeside("Typed on.", form);
  const { draft, copies } = await textsNow();
  expect([draft, copies.sort()]).toEqual(["The copy.", ["In the editor.", "Typed on."]]);
});

test("deletes a copy as it was seen, and refuses one that was saved since", async () => {
  const { id: copyId } = await saveBeside("The copy.");
  const seen = { draftId, copyId, savedAt: new Date(0).toISOString() };
  expect(await discardCopy(db, ada, seen)).toEqual({ ok: false, reason: "copy.changed" });
  expect(await discardCopy(db, ada, { ...seen, savedAt: NOW.toISOString() })).toEqual({ ok: true });
  expect(await textsNow()).toEqual({ draft: "In the editor.", copies: [] });
});

test("refuses a copy of another draft, a draft of others, and a draft that is handed in", async () => {
  const { id: copyId } = await saveBeside("The copy.");
  const eve = await createMember(db, "eve", { role: "contributor" });
  const hers = await createDraft(db, eve);
  expect(await takeCopy(db, eve, { draftId: hers, copyId }, NOW)).toMatchObject({ reason: "copy.not-found" });
  expect(await takeCopy(db, eve, { draftId, copyId }, NOW)).toMatchObject({ reason: "draft.not-found" });
  await db.write((tx) => setDraftStatus(tx, draftId, draftStatus.submitted, NOW));
  expect(await takeCopy(db, ada, { draftId, copyId }, NOW)).toMatchObject({ reason: "draft.not-found" });
  expect(await textsNow()).toEqual({ draft: "In the editor.", copies: ["The copy."] });
});
