import { expect, test } from "vitest";
import { BIN_DAYS } from "~/drafts/draft.schema";
import { findDraft, listBin, listDraftsOf } from "~/drafts/draft.server";
import { saveDraft } from "~/drafts/saving/draft-saving.server";
import { emptyBinJob, moveToBin, restoreFromBin } from "~/flows/writing/bin-draft.server";
import { publishDraftVersion, withdrawPostOfDraft } from "~/flows/writing/publish-draft.server";
import { submitDraft } from "~/flows/writing/submit-draft.server";
import { type Deps, openDeps } from "../../factories/database";
import { buildSave, createDraft } from "../../factories/drafts";
import { withChangeBefore } from "../../factories/meanwhile";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";

const DAY_MS = 24 * 60 * 60 * 1000;
const IN_TIME = new Date(NOW.getTime() + BIN_DAYS * DAY_MS);
const TOO_LATE = new Date(IN_TIME.getTime() + 1);

async function openDesk() {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada", { role: "author", password: null });
  const draftId = await createDraft(deps.db, ada, { title: "Access" });
  return { deps, ada, draftId, seen: { draftId, version: 1 } };
}

/** A draft in the bin whose post was published, then withdrawn. `respond` is called while it is published. */
async function openWithdrawn(respond: (deps: Deps, postId: number) => Promise<unknown> = async () => {}) {
  const desk = await openDesk();
  const { deps, ada, draftId, seen } = desk;
  const published = await publishDraftVersion(deps, ada, seen, NOW);
  const postId = published.ok ? published.postId : 0;
  await respond(deps, postId);
  await withdrawPostOfDraft(deps, ada, draftId, NOW);
  expect(await moveToBin(deps, ada, draftId, NOW)).toEqual({ ok: true });
  return { ...desk, postId };
}

const emptyBin = (deps: Deps, now: Date) => emptyBinJob.run(deps, {}, now);

test("lists a draft in the bin there alone, and restores it with its text", async () => {
  const { deps, ada, draftId } = await openDesk();
  await moveToBin(deps, ada, draftId, NOW);
  const listed = async () =>
    [await listDraftsOf(deps.db, ada.id), await listBin(deps.db, ada.id)].map((list) => list.length);
  expect(await listed()).toEqual([0, 1]);
  expect(await restoreFromBin(deps, ada, draftId)).toEqual({ ok: true });
  expect(await listed()).toEqual([1, 0]);
  expect((await findDraft(deps.db, draftId))?.text.title).toBe("Access");
});

test("takes a submitted draft from the editors when it goes to the bin", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  await submitDraft(deps, ada, seen, NOW);
  await moveToBin(deps, ada, draftId, NOW);
  expect(await findDraft(deps.db, draftId)).toMatchObject({ status: "writing", submittedAt: null });
});

test("keeps the first date when a draft is deleted twice", async () => {
  const { deps, ada, draftId } = await openDesk();
  await moveToBin(deps, ada, draftId, NOW);
  await moveToBin(deps, ada, draftId, IN_TIME);
  expect((await findDraft(deps.db, draftId))?.binnedAt).toEqual(NOW);
});

test("refuses a published draft, and one that is published meanwhile", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  const change = () => publishDraftVersion(deps, ada, seen, NOW);
  const meanwhile = { ...deps, db: withChangeBefore(deps.db, change) };
  expect(await moveToBin(meanwhile, ada, draftId, NOW)).toEqual({ ok: false, reason: "draft.is-out" });
  expect(await moveToBin(deps, ada, draftId, NOW)).toEqual({ ok: false, reason: "draft.is-out" });
});

test("takes a draft out of the bin when somebody goes on writing it", async () => {
  const { deps, ada, draftId } = await openDesk();
  await moveToBin(deps, ada, draftId, NOW);
  await deps.db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    const save = buildSave({ source: "Written in another tab." }, { version: draft?.version ?? 0 });
    return draft && saveDraft(tx, draft, ada.id, save, IN_TIME);
  });
  expect((await findDraft(deps.db, draftId))?.binnedAt).toBeNull();
});

test("leaves another member’s draft alone", async () => {
  const { deps, draftId } = await openDesk();
  const ben = await createMember(deps.db, "ben", { role: "author", password: null });
  expect(await moveToBin(deps, ben, draftId, NOW)).toEqual({ ok: false, reason: "draft.not-found" });
});

test("deletes a draft after BIN_DAYS and not before", async () => {
  const { deps, ada, draftId } = await openDesk();
  const other = await createDraft(deps.db, ada, { title: "Kept" });
  await moveToBin(deps, ada, draftId, NOW);
  await emptyBin(deps, IN_TIME);
  expect(await deps.db.draft.count()).toBe(2);
  await emptyBin(deps, TOO_LATE);
  expect(await deps.db.draft.findMany({ select: { id: true } })).toEqual([{ id: other }]);
});

test("deletes any number of drafts in one run", async () => {
  const { deps, ada } = await openDesk();
  for (let count = 0; count < 41; count++) await createDraft(deps.db, ada, { title: `Draft ${count}` });
  await deps.db.draft.updateMany({ data: { binnedAt: NOW } });
  await emptyBin(deps, TOO_LATE);
  expect(await deps.db.draft.count()).toBe(0);
});

test("deletes a withdrawn post without responses", async () => {
  const { deps } = await openWithdrawn();
  await emptyBin(deps, TOO_LATE);
  expect([await deps.db.post.count(), await deps.db.revision.count()]).toEqual([0, 0]);
});

test("keeps a withdrawn post with a comment, and the comment", async () => {
  const { deps, postId } = await openWithdrawn(createComment);
  await emptyBin(deps, TOO_LATE);
  expect(await deps.db.post.findUnique({ where: { id: postId } })).toMatchObject({ status: "withdrawn" });
  expect([await deps.db.comment.count({ where: { postId } }), await deps.db.draft.count()]).toEqual([1, 0]);
});

test("keeps a withdrawn post with a pingback of another’s post", async () => {
  const { deps, postId } = await openWithdrawn((deps) =>
    createPost(deps, { source: "See [it](/posts/access)." }),
  );
  await emptyBin(deps, TOO_LATE);
  expect(await deps.db.post.findUnique({ where: { id: postId } })).toMatchObject({ status: "withdrawn" });
  expect(await deps.db.pingback.count({ where: { postId } })).toBe(1);
});
