import { beforeEach, expect, test } from "vitest";
import { findDraftOfPost, setDraftStatus } from "~/drafts/draft.server";
import { listCopies, saveDraft } from "~/drafts/saving/draft-saving.server";
import { editPost } from "~/flows/publishing/publish-post.server";
import { removeVersion } from "~/flows/versions/remove-version.server";
import { restoreVersion } from "~/flows/versions/restore-version.server";
import type { PostInput } from "~/posts/post.schema";
import { draftStatus } from "~/visibility/status";
import { type Deps, openDeps } from "../../factories/database";
import { buildSave } from "../../factories/drafts";
import { createMember, type TestMember } from "../../factories/people";
import { buildPost, createPost, NOW } from "../../factories/posts";

const LATER = new Date(NOW.getTime() + 60 * 60 * 1000);
let deps: Deps;
let kim: TestMember;
let post: PostInput;
let postId: number;

beforeEach(async () => {
  deps = await openDeps();
  kim = await createMember(deps.db, "kim", { role: "contributor" });
  post = buildPost({ title: "First", source: "The first text.", tags: ["access"], writers: ["kim"] });
  postId = await createPost(deps, post);
  await editPost(deps, postId, { ...post, title: "Second", source: "The second text." }, LATER);
});

const restore = (number: number, member = kim) => restoreVersion(deps, member, { postId, number }, LATER);
const workingCopy = async () => {
  const draft = await findDraftOfPost(deps.db, postId);
  if (!draft) throw new Error("no working copy");
  return draft;
};

test("begins a working copy with the version’s title and text, and the post’s other fields", async () => {
  expect(await restore(1)).toMatchObject({ ok: true });
  const { text, isChanged, basedOn } = await workingCopy();
  expect([text.title, text.source, text.details.tags]).toEqual(["First", "The first text.", "access"]);
  expect([isChanged, basedOn]).toEqual([true, 2]);
  expect(await deps.db.post.findUnique({ where: { id: postId } })).toMatchObject({
    title: "Second",
    version: 2,
  });
});

test("keeps changes that aren’t published as a copy", async () => {
  await restore(1);
  await deps.db.write(async (tx) => {
    const draft = await findDraftOfPost(tx.db, postId);
    const save = buildSave(
      { title: "Typed", source: "For a week.", tags: "walks" },
      { version: draft?.version ?? 0 },
    );
    if (draft) await saveDraft(tx, draft, kim.id, save, LATER);
  });
  expect(await restore(1)).toMatchObject({ ok: true });
  const { id, text } = await workingCopy();
  expect([text.source, text.details.tags]).toEqual(["The first text.", "walks"]);
  const copies = await listCopies(deps.db, id);
  expect(copies.map((copy) => [copy.text.source, copy.personId])).toEqual([["For a week.", kim.id]]);
  await restore(1);
  expect(await listCopies(deps.db, id)).toHaveLength(1);
});

test("keeps no copy of a working copy without changes", async () => {
  await restore(2);
  expect((await workingCopy()).isChanged).toBe(false);
  await restore(1);
  expect(await listCopies(deps.db, (await workingCopy()).id)).toEqual([]);
});

test("refuses a version that was removed or never was, a stranger, and a writer whose change is handed in", async () => {
  const eve = await createMember(deps.db, "eve", { role: "contributor" });
  expect(await restore(1, eve)).toEqual({ ok: false, reason: "post.not-found" });
  expect(await restore(9)).toEqual({ ok: false, reason: "revision.not-found" });
  await restore(1);
  const { id } = await workingCopy();
  await deps.db.write((tx) => setDraftStatus(tx, id, draftStatus.submitted, NOW));
  expect(await restore(1)).toEqual({ ok: false, reason: "draft.submitted" });
  await removeVersion(deps, { postId, number: 1 }, LATER);
  expect(await restore(1)).toEqual({ ok: false, reason: "revision.not-found" });
});
