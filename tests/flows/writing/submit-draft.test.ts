import { expect, test } from "vitest";
import { findDraft, listSubmittedDrafts } from "~/drafts/draft.server";
import { saveDraft } from "~/drafts/saving/draft-saving.server";
import { submitDraft, takeDraftBack } from "~/flows/writing/submit-draft.server";
import { type Deps, openDeps } from "../../factories/database";
import { buildSave, createDraft } from "../../factories/drafts";
import { withChangeBefore } from "../../factories/meanwhile";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

async function openDesk() {
  const deps = await openDeps();
  const con = await createMember(deps.db, "con", { role: "contributor", password: null });
  const draftId = await createDraft(deps.db, con, { title: "Access" });
  return { deps, con, draftId, seen: { draftId, version: 1 } };
}

const waiting = async (deps: Deps) => (await listSubmittedDrafts(deps.db)).map(({ id }) => id);

test("hands a draft in once, and takes it back", async () => {
  const { deps, con, draftId, seen } = await openDesk();
  const later = new Date(NOW.getTime() + 60_000);
  for (const now of [NOW, later]) expect(await submitDraft(deps, con, seen, now)).toEqual({ ok: true });
  expect(await findDraft(deps.db, draftId)).toMatchObject({ status: "submitted", submittedAt: NOW });
  expect(await waiting(deps)).toEqual([draftId]);
  for (let press = 0; press < 2; press++)
    expect(await takeDraftBack(deps, con, draftId, NOW)).toEqual({ ok: true });
  expect(await waiting(deps)).toEqual([]);
});

test("takes a draft out of the bin when it is handed in", async () => {
  const { deps, con, draftId, seen } = await openDesk();
  await deps.db.draft.updateMany({ data: { binnedAt: NOW } });
  await submitDraft(deps, con, seen, NOW);
  expect(await waiting(deps)).toEqual([draftId]);
});

test("refuses to hand in a version that is saved elsewhere meanwhile", async () => {
  const { deps, con, seen } = await openDesk();
  const change = () =>
    deps.db.write(async (tx) => {
      const draft = await findDraft(tx.db, seen.draftId);
      if (draft) await saveDraft(tx, draft, con.id, buildSave({ title: "Other" }, { version: 1 }), NOW);
    });
  const meanwhile = { ...deps, db: withChangeBefore(deps.db, change) };
  expect(await submitDraft(meanwhile, con, seen, NOW)).toEqual({ ok: false, reason: "draft.changed" });
  expect(await waiting(deps)).toEqual([]);
});

test.each(["author", "editor"] as const)("lets no other %s hand it in or take it back", async (role) => {
  const { deps, con, draftId, seen } = await openDesk();
  const ben = await createMember(deps.db, "ben", { role, password: null });
  const refused = { ok: false, reason: "draft.not-found" };
  expect(await submitDraft(deps, ben, seen, NOW)).toEqual(refused);
  await submitDraft(deps, con, seen, NOW);
  expect(await takeDraftBack(deps, ben, draftId, NOW)).toEqual(refused);
});

test("hands in nothing for a member whose account is deactivated meanwhile", async () => {
  const { deps, con, seen } = await openDesk();
  const change = () =>
    deps.db.account.update({ where: { id: con.accountId }, data: { status: "deactivated" } });
  const meanwhile = { ...deps, db: withChangeBefore(deps.db, change) };
  expect(await submitDraft(meanwhile, con, seen, NOW)).toEqual({ ok: false, reason: "draft.not-found" });
});
