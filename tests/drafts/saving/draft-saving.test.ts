import { expect, test } from "vitest";
import { MAX_COPIES, MAX_DRAFTS } from "~/drafts/draft.schema";
import { findDraft } from "~/drafts/draft.server";
import { beginDraft, type DraftSave, listCopies, saveDraft } from "~/drafts/saving/draft-saving.server";
import { listOtherChanges } from "~/drafts/saving/other-changes.server";
import { type Deps, openDeps } from "../../factories/database";
import { buildSave } from "../../factories/drafts";
import { createPerson, NOW } from "../../factories/posts";

const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

async function openDesk() {
  const deps = await openDeps();
  return { deps, ada: await createPerson(deps, "ada"), ben: await createPerson(deps, "ben") };
}

/** Sends a form to /write, as its script or a browser does. */
const begin = (deps: Deps, personId: number, save: DraftSave, now = NOW) =>
  deps.db.write((tx) => beginDraft(tx, { id: personId }, save, null, () => true, now));

async function begun(deps: Deps, personId: number, save: DraftSave) {
  const saved = await begin(deps, personId, save);
  if (!saved.ok) throw new Error(saved.reason);
  return saved;
}

/** Sends a form to a draft. */
const save = (deps: Deps, draftId: number, personId: number, form: DraftSave, now = NOW) =>
  deps.db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    if (!draft) throw new Error("no draft");
    return saveDraft(tx, draft, personId, form, now);
  });

const textOf = async (deps: Deps, id: number) => (await findDraft(deps.db, id))?.text.source;

test("begins one draft for a form that is sent twice at the same time", async () => {
  const { deps, ada } = await openDesk();
  const form = buildSave({ source: "One." });
  const [first, second] = await Promise.all([begin(deps, ada, form), begin(deps, ada, form)]);
  expect(first).toEqual(second);
  expect(await deps.db.draft.count()).toBe(1);
});

test("begins a second draft for the form of a second tab", async () => {
  const { deps, ada } = await openDesk();
  const first = await begun(deps, ada, buildSave({ source: "One." }));
  const second = await begun(deps, ada, buildSave({ source: "Two." }));
  expect(first.draftId).not.toBe(second.draftId);
});

test.each([
  ["nothing", {}],
  ["spaces", { source: " \n ", title: " " }],
  ["a language alone", { language: "fr" }],
])("begins no draft with %s", async (_what, text) => {
  const { deps, ada } = await openDesk();
  const refused = await begin(deps, ada, buildSave({ title: "", source: "", ...text }));
  expect(refused).toEqual({ ok: false, reason: "draft.empty" });
  expect(await deps.db.draft.count()).toBe(0);
});

test("goes on from the version before when the answer to a save was lost", async () => {
  const { deps, ada } = await openDesk();
  const form = buildSave({ source: "One." }, { number: 1 });
  const { draftId } = await begun(deps, ada, form);
  await save(
    deps,
    draftId,
    ada,
    buildSave({ source: "One. Two." }, { form: form.form, version: 1, number: 2 }),
  );
  const third = buildSave({ source: "One. Two. Three." }, { form: form.form, version: 1, number: 3 });
  expect(await save(deps, draftId, ada, third)).toMatchObject({ ok: true, version: 3, copyId: null });
  expect(await textOf(deps, draftId)).toBe("One. Two. Three.");
});

test("changes nothing by the late repetition of a save", async () => {
  const { deps, ada } = await openDesk();
  const first = buildSave({ source: "One." }, { number: 1 });
  const { draftId } = await begun(deps, ada, first);
  const second = buildSave({ source: "One. Two." }, { form: first.form, version: 1, number: 2 });
  await save(deps, draftId, ada, second);
  expect(await save(deps, draftId, ada, first)).toMatchObject({ ok: true, version: 2, copyId: null });
  expect([await textOf(deps, draftId), await deps.db.draftCopy.count()]).toEqual(["One. Two.", 0]);
});

test("saves without a new version what is the same text", async () => {
  const { deps, ada } = await openDesk();
  const form = buildSave({ source: "One." });
  const { draftId } = await begun(deps, ada, form);
  expect(await save(deps, draftId, ada, { ...form, version: 1 }, at(1))).toMatchObject({
    version: 1,
    savedAt: NOW,
  });
});

test("keeps both texts when two people save from the same version", async () => {
  const { deps, ada, ben } = await openDesk();
  const { draftId } = await begun(deps, ada, buildSave({ source: "One." }));
  const adas = buildSave({ source: "One by Ada." }, { version: 1 });
  const bens = buildSave({ source: "One by Ben." }, { version: 1 });
  const saved = await Promise.all([save(deps, draftId, ada, adas), save(deps, draftId, ben, bens)]);
  const copies = await listCopies(deps.db, draftId);
  expect(saved.map((one) => one.ok && one.copyId !== null).sort()).toEqual([false, true]);
  expect([await textOf(deps, draftId), copies[0]?.text.source].sort()).toEqual([
    "One by Ada.",
    "One by Ben.",
  ]);
});

test("goes on in the copy of a form, and keeps one for each form", async () => {
  const { deps, ada, ben } = await openDesk();
  const { draftId } = await begun(deps, ada, buildSave({ source: "One." }));
  await save(deps, draftId, ada, buildSave({ source: "Two." }, { version: 1 }));
  const late = buildSave({ source: "Other." }, { version: 1, number: 1 });
  await save(deps, draftId, ben, late);
  await save(
    deps,
    draftId,
    ben,
    buildSave({ source: "Other, more." }, { form: late.form, version: 1, number: 2 }),
  );
  await save(deps, draftId, ben, late);
  const copies = await listCopies(deps.db, draftId);
  expect(copies.map(({ text, basedOn }) => [text.source, basedOn])).toEqual([["Other, more.", 1]]);
  expect(await textOf(deps, draftId)).toBe("Two.");
});

test("never lets a form that was left open undo later versions", async () => {
  const { deps, ada } = await openDesk();
  const left = buildSave({ source: "Monday." });
  const { draftId } = await begun(deps, ada, left);
  let version = 1;
  for (const day of ["Tuesday.", "Wednesday."]) {
    const saved = await save(deps, draftId, ada, buildSave({ source: day }, { version }));
    version = saved.ok ? saved.version : 0;
  }
  const stale = buildSave({ source: "Monday, changed." }, { form: left.form, version: 1 });
  expect(await save(deps, draftId, ada, stale)).toMatchObject({ ok: true, copyId: expect.any(Number) });
  expect(await textOf(deps, draftId)).toBe("Wednesday.");
});

test("refuses a further copy when MAX_COPIES are kept, and keeps those", async () => {
  const { deps, ada } = await openDesk();
  const { draftId } = await begun(deps, ada, buildSave({ source: "One." }));
  await save(deps, draftId, ada, buildSave({ source: "Two." }, { version: 1 }));
  for (let count = 0; count < MAX_COPIES; count++)
    await save(deps, draftId, ada, buildSave({ source: `Other ${count}.` }, { version: 1 }));
  const refused = await save(deps, draftId, ada, buildSave({ source: "One more." }, { version: 1 }));
  expect(refused).toEqual({ ok: false, reason: "draft.too-many-copies" });
  expect(await deps.db.draftCopy.count()).toBe(MAX_COPIES);
});

test("refuses to begin more drafts than MAX_DRAFTS", async () => {
  const { deps, ada } = await openDesk();
  const row = { ownerId: ada, status: "writing", title: "", source: "", details: "{}", savedAt: NOW };
  await deps.db.draft.createMany({
    data: Array.from({ length: MAX_DRAFTS }, (_, count) => ({
      ...{ ...row, key: `key-${count}`, savedForm: "", createdAt: NOW },
    })),
  });
  expect(await begin(deps, ada, buildSave())).toEqual({ ok: false, reason: "draft.too-many" });
});

test("makes the named writers owners of the draft, and only as long as they are named", async () => {
  const { deps, ada, ben } = await openDesk();
  const { draftId } = await begun(deps, ada, buildSave({ writers: "ada, @Ben, nobody" }));
  expect([...((await findDraft(deps.db, draftId))?.ownerIds ?? [])].sort()).toEqual([ada, ben].sort());
  await save(deps, draftId, ada, buildSave({ writers: "ada" }, { version: 1 }));
  expect((await findDraft(deps.db, draftId))?.ownerIds).toEqual([ada]);
});

test("tells a form of recent changes from others, and of none of its own or older ones", async () => {
  const { deps, ada, ben } = await openDesk();
  const own = buildSave({ source: "One." });
  const { draftId } = await begun(deps, ada, own);
  await save(deps, draftId, ben, buildSave({ source: "Two." }, { version: 1 }), at(1));
  const draft = await findDraft(deps.db, draftId);
  if (!draft) throw new Error("no draft");
  const namesAt = async (form: string, minutes: number) =>
    (await listOtherChanges(deps.db, draft, form, at(minutes))).map(({ name }) => name);
  expect(await namesAt(own.form, 2)).toEqual(["ben"]);
  expect(await namesAt(draft.savedForm, 2)).toEqual([]);
  const late = buildSave({ source: "Three." }, { version: 1 });
  await save(deps, draftId, ada, late, at(2));
  expect(await namesAt(draft.savedForm, 3)).toEqual(["ada"]);
  expect(await namesAt(late.form, 3)).toEqual(["ben"]);
  expect(await namesAt(own.form, 20)).toEqual([]);
});

test("gives nobody a draft of another by the key of its form", async () => {
  const { deps, ada, ben } = await openDesk();
  const form = buildSave({ source: "Ada’s." });
  const { draftId } = await begun(deps, ada, form);
  const guess = { ...form, text: buildSave({ source: "Ben’s." }).text };
  const guessed = await deps.db.write((tx) => beginDraft(tx, { id: ben }, guess, null, () => false, NOW));
  expect(guessed).toEqual({ ok: false, reason: "draft.not-found" });
  expect(await textOf(deps, draftId)).toBe("Ada’s.");
});

test("rests on the version of the post that the form showed, until the working copy has changes", async () => {
  const { deps, ada } = await openDesk();
  const { draftId } = await begun(deps, ada, buildSave({ source: "As posted." }));
  await deps.db.draft.update({ where: { id: draftId }, data: { postedVersion: 1, basedOn: 1 } });
  const form = (source: string, version: number, basedOn: number) =>
    buildSave({ source }, { version, basedOn });
  await save(deps, draftId, ada, form("Begun after an import.", 1, 2));
  expect((await findDraft(deps.db, draftId))?.basedOn).toBe(2);
  await save(deps, draftId, ada, form("Changed again.", 2, 3));
  expect((await findDraft(deps.db, draftId))?.basedOn).toBe(2);
});
