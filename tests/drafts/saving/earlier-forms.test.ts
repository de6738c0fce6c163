import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { MAX_FORMS_KNOWN } from "~/drafts/draft.schema";
import { findDraft } from "~/drafts/draft.server";
import { discardCopy, useCopy } from "~/drafts/saving/draft-copies.server";
import { beginDraft, type DraftSave, listCopies, saveDraft } from "~/drafts/saving/draft-saving.server";
import { type Deps, openDeps } from "../../factories/database";
import { buildSave } from "../../factories/drafts";
import { buildMember } from "../../factories/people";
import { createPerson, NOW } from "../../factories/posts";

/** A draft in which Ada has written, and Ben after her. Ada never heard the answer to her save. */
async function openDesk({ number }: { number?: number } = { number: 2 }) {
  const deps = await openDeps();
  const [ada, ben] = [await createPerson(deps, "ada"), await createPerson(deps, "ben")];
  const first = buildSave({ source: "One." }, number === undefined ? {} : { number: 1 });
  const { draftId } = await begin(deps, ada, first);
  const lost = { ...buildSave({ source: "One. Two." }, { version: 1, number }), form: first.form };
  await save(deps, draftId, ada, lost);
  await save(deps, draftId, ben, buildSave({ source: "By Ben." }, { version: 2, number: 1 }));
  return { deps, ada, ben, draftId, first, lost };
}

async function begin({ db }: Deps, id: number, form: DraftSave) {
  const begun = await db.write((tx) => beginDraft(tx, { id }, form, null, () => true, NOW));
  if (!begun.ok) throw new Error(begun.reason);
  return begun;
}

const save = ({ db }: Deps, draftId: number, personId: number, form: DraftSave, now = NOW) =>
  db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    if (!draft) throw new Error("no draft");
    return saveDraft(tx, draft, personId, form, now);
  });

const textsOf = async ({ db }: Deps, id: number) => [
  (await findDraft(db, id))?.text.source,
  ...(await listCopies(db, id)).map(({ text }) => text.source),
];

test("knows a save that is repeated after another form has saved, and makes no copy of it", async () => {
  const { deps, ada, draftId, first, lost } = await openDesk();
  for (const repeated of [lost, first])
    expect(await save(deps, draftId, ada, repeated)).toEqual({
      ...{ ok: true, draftId, version: 2, savedAt: NOW, copyId: null },
    });
  expect(await begin(deps, ada, first)).toMatchObject({ draftId, copyId: null });
  expect(await textsOf(deps, draftId)).toEqual(["By Ben."]);
});

test("tells the form’s next save that another form has saved, and keeps both texts", async () => {
  const { deps, ada, draftId, lost } = await openDesk();
  const next = { ...buildSave({ source: "One. Two. Three." }, { version: 1, number: 3 }), form: lost.form };
  expect(await save(deps, draftId, ada, next)).toMatchObject({ ok: true, copyId: expect.any(Number) });
  expect(await textsOf(deps, draftId)).toEqual(["By Ben.", "One. Two. Three."]);
});

test("knows the repeated save of a form without a script by its text, and keeps another text as a copy", async () => {
  const { deps, ada, draftId, lost } = await openDesk({});
  expect(await save(deps, draftId, ada, lost)).toMatchObject({ version: 2, copyId: null });
  const other = { ...lost, text: buildSave({ source: "One. Or two." }).text };
  expect(await save(deps, draftId, ada, other)).toMatchObject({ copyId: expect.any(Number) });
  expect(await textsOf(deps, draftId)).toEqual(["By Ben.", "One. Or two."]);
});

test.each([
  ["exchanged with the draft’s text", useCopy],
  ["deleted", discardCopy],
] as const)("makes no second copy by the repeated save to a copy that was %s", async (_what, decide) => {
  const { deps, ada, ben, draftId } = await openDesk();
  const beside = buildSave({ source: "Beside." }, { version: 1, number: 4 });
  const kept = await save(deps, draftId, ada, beside);
  const copyId = (kept.ok && kept.copyId) || 0;
  const savedAt = NOW.toISOString();
  const editor = { ...buildMember(ben), role: "editor" as const };
  expect(await decide(deps.db, editor, { draftId, copyId, savedAt } as never, NOW)).toEqual({ ok: true });
  const before = await textsOf(deps, draftId);
  expect(await save(deps, draftId, ada, beside)).toMatchObject({ ok: true, copyId: null });
  expect(await textsOf(deps, draftId)).toEqual(before);
});

test("knows the newest MAX_FORMS_KNOWN forms of a draft, and forgets the others", async () => {
  const { deps, ada, draftId } = await openDesk();
  const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
  const forms: DraftSave[] = [];
  for (let count = 0; count < MAX_FORMS_KNOWN + 2; count++) {
    const form = buildSave(
      { source: `Text ${count}.` },
      { version: 3 + count, form: randomUUID(), number: 1 },
    );
    forms.push(form);
    await save(deps, draftId, ada, form, minutes(count + 1));
  }
  expect(await deps.db.draftForm.count()).toBe(MAX_FORMS_KNOWN);
  const [oldest, , kept] = forms as [DraftSave, DraftSave, DraftSave];
  expect(await save(deps, draftId, ada, kept)).toMatchObject({ copyId: null });
  expect(await save(deps, draftId, ada, oldest)).toMatchObject({ copyId: expect.any(Number) });
});
