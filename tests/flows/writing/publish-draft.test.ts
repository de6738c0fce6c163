import { expect, test } from "vitest";
import { MAX_COPIES } from "~/drafts/draft.schema";
import { findDraft } from "~/drafts/draft.server";
import { beginDraft, saveDraft } from "~/drafts/saving/draft-saving.server";
import { deletePost, editPost, publishPost } from "~/flows/publishing/publish-post.server";
import { findPostText } from "~/flows/writing/posted-text.server";
import {
  discardChanges,
  publishDraftVersion,
  scheduleDraftVersion,
  updateFromDraft,
  withdrawPostOfDraft,
} from "~/flows/writing/publish-draft.server";
import type { Role } from "~/people/roles";
import { upsertSeries } from "~/series/series.server";
import { type Deps, openDeps } from "../../factories/database";
import { buildSave, createCopy, createDraft } from "../../factories/drafts";
import { withChangeBefore } from "../../factories/meanwhile";
import { createMember } from "../../factories/people";
import { buildPost, createPost, NOW } from "../../factories/posts";

const LATER = new Date("2026-05-04T09:00:00Z");

const member = (deps: Deps, handle: string, role: Role = "author") =>
  createMember(deps.db, handle, { role, password: null });

/** An author with a draft at version 1. */
async function openDesk(text: Parameters<typeof createDraft>[2] = {}) {
  const deps = await openDeps();
  const ada = await member(deps, "ada");
  const draftId = await createDraft(deps.db, ada, { title: "Access for all", ...text });
  return { deps, ada, draftId, seen: { draftId, version: 1 } };
}

/** Saves a text from a newly opened form. */
async function rewrite(deps: Deps, draftId: number, text: Parameters<typeof createDraft>[2]) {
  await deps.db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    if (!draft) throw new Error("no draft");
    await saveDraft(tx, draft, draft.ownerId ?? 0, buildSave(text, { version: draft.version }), NOW);
  });
}

const postsOf = (deps: Deps) =>
  deps.db.post.findMany({ select: { id: true, slug: true, title: true, status: true, version: true } });

test("publishes the seen version by its owner, who is its submitter and the person of its revision", async () => {
  const { deps, ada, draftId, seen } = await openDesk({ tags: "access" });
  const published = await publishDraftVersion(deps, ada, seen, LATER);
  const [post] = await postsOf(deps);
  expect(published).toEqual({ ok: true, postId: post?.id });
  expect(post).toMatchObject({ slug: "access-for-all", status: "published", version: 1 });
  expect(await deps.db.revision.findFirst()).toMatchObject({
    number: 1,
    personId: ada.id,
    title: "Access for all",
  });
  expect(await findDraft(deps.db, draftId)).toMatchObject({ postId: post?.id, isChanged: false, basedOn: 1 });
});

test("publishes once when the form is sent again, also at the same time", async () => {
  const { deps, ada, seen } = await openDesk();
  const press = () => publishDraftVersion(deps, ada, seen, LATER);
  const first = await Promise.all([press(), press()]);
  const later = await publishDraftVersion(deps, ada, seen, new Date(LATER.getTime() + 60_000));
  const [post, ...others] = await postsOf(deps);
  expect([...first, later]).toEqual(Array(3).fill({ ok: true, postId: post?.id }));
  expect([others, await deps.db.revision.count()]).toEqual([[], 1]);
});

test("refuses a version that changed since it was seen, and one that changes while it is rendered", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  const change = () => rewrite(deps, draftId, { title: "Access for most" });
  const meanwhile = { ...deps, db: withChangeBefore(deps.db, change) };
  expect(await publishDraftVersion(meanwhile, ada, seen, LATER)).toEqual({
    ok: false,
    reason: "draft.changed",
  });
  expect(await publishDraftVersion(deps, ada, seen, LATER)).toEqual({ ok: false, reason: "draft.changed" });
  expect(await postsOf(deps)).toEqual([]);
});

test.each([
  ["a role that is lowered", { role: "contributor" }],
  ["an account that is deactivated", { status: "deactivated" }],
])("publishes nothing for %s between the page and the transaction", async (_what, data) => {
  const { deps, ada, seen } = await openDesk();
  const change = () => deps.db.account.update({ where: { id: ada.accountId }, data });
  const meanwhile = { ...deps, db: withChangeBefore(deps.db, change) };
  expect(await publishDraftVersion(meanwhile, ada, seen, LATER)).toEqual({
    ok: false,
    reason: "draft.not-found",
  });
  expect(await postsOf(deps)).toEqual([]);
});

test("publishes nothing for a writer whose name is taken off the draft meanwhile", async () => {
  const { deps, draftId } = await openDesk({ writers: "ada, ben" });
  const ben = await member(deps, "ben");
  await rewrite(deps, draftId, { title: "Access for all", writers: "ada,ben" });
  const change = () => rewrite(deps, draftId, { title: "Access for all", writers: "ada" });
  const meanwhile = { ...deps, db: withChangeBefore(deps.db, change) };
  const refused = await publishDraftVersion(meanwhile, ben, { draftId, version: 2 }, LATER);
  expect(refused).toEqual({ ok: false, reason: "draft.not-found" });
});

test("lets one of two editors publish when both press", async () => {
  const { deps, draftId, seen } = await openDesk();
  const editors = [await member(deps, "eve", "editor"), await member(deps, "ed", "editor")];
  const answers = await Promise.all(editors.map((editor) => publishDraftVersion(deps, editor, seen, LATER)));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect([(await postsOf(deps)).length, await deps.db.revision.count()]).toEqual([1, 1]);
  expect((await findDraft(deps.db, draftId))?.isChanged).toBe(false);
});

test("refuses the update of an editor who saw the version before another editor’s", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  await publishDraftVersion(deps, ada, seen, LATER);
  await rewrite(deps, draftId, { title: "Access for all", source: "Longer." });
  await rewrite(deps, draftId, { title: "Access for all", source: "Longer still." });
  const eve = await member(deps, "eve", "editor");
  expect(await updateFromDraft(deps, ada, { draftId, version: 3 }, LATER)).toMatchObject({ ok: true });
  expect(await updateFromDraft(deps, eve, { draftId, version: 2 }, LATER)).toEqual({
    ok: false,
    reason: "draft.changed",
  });
});

test("refuses an address or a part that another post takes at that moment, and keeps the draft", async () => {
  const { deps, ada, draftId, seen } = await openDesk({ slug: "access", series: "s", part: "1" });
  await upsertSeries(deps, { slug: "s", title: "S", intro: "", status: "complete" }, NOW);
  const take = (overrides: object) => () => createPost(deps, overrides);
  const slug = { ...deps, db: withChangeBefore(deps.db, take({ slug: "access" })) };
  expect(await publishDraftVersion(slug, ada, seen, LATER)).toMatchObject({
    reason: "post.slug-taken",
    what: "access",
  });
  await rewrite(deps, draftId, { title: "Access", slug: "other", series: "s", part: "1" });
  const part = { ...deps, db: withChangeBefore(deps.db, take({ series: "s", part: 1 })) };
  const refused = await publishDraftVersion(part, ada, { draftId, version: 2 }, LATER);
  expect(refused).toMatchObject({ reason: "series.part-taken", what: "s, part 1" });
  expect(await findDraft(deps.db, draftId)).toMatchObject({ postId: null, isChanged: true });
});

test("says every field in which a draft is not yet a post", async () => {
  const { deps, ada, draftId } = await openDesk({
    title: "🎉",
    source: " ",
    tags: "a,".repeat(13),
    part: "x",
  });
  const refused = await publishDraftVersion(deps, ada, { draftId, version: 1 }, LATER);
  expect(refused).toMatchObject({ ok: false, reason: "draft.invalid" });
  expect("errors" in refused && Object.keys(refused.errors).sort()).toEqual(["body", "part", "slug", "tags"]);
});

test("refuses an update when the post was changed since the working copy was begun, unless it overwrites", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  const published = await publishDraftVersion(deps, ada, seen, LATER);
  const input = buildPost({ slug: "access-for-all", title: "By an import", writers: ["ada"] });
  await rewrite(deps, draftId, { title: "By Ada", slug: "access-for-all" });
  await editPost(deps, published.ok ? published.postId : 0, input, LATER);
  const now = { draftId, version: 2 };
  expect(await updateFromDraft(deps, ada, now, LATER)).toEqual({ ok: false, reason: "post.changed" });
  expect(await updateFromDraft(deps, ada, { ...now, overwrites: true }, LATER)).toMatchObject({ ok: true });
  expect((await postsOf(deps))[0]?.title).toBe("By Ada");
});

test("moves a scheduled post to another time, and never takes a published one away from readers", async () => {
  const { deps, ada, seen } = await openDesk();
  const [first, second] = [new Date("2026-06-01T08:00:00Z"), new Date("2026-06-02T08:00:00Z")];
  for (const at of [first, second])
    expect(await scheduleDraftVersion(deps, ada, seen, at, NOW)).toMatchObject({ ok: true });
  expect(await deps.db.post.findFirst()).toMatchObject({ status: "scheduled", publishedAt: second });
  expect(await deps.db.job.findMany({ select: { dueAt: true } })).toEqual([{ dueAt: second }]);
  await publishDraftVersion(deps, ada, seen, NOW);
  expect(await scheduleDraftVersion(deps, ada, seen, second, NOW)).toEqual({
    ok: false,
    reason: "post.out-already",
  });
  expect((await postsOf(deps))[0]?.status).toBe("published");
});

test("updates what a scheduled post will be, and keeps its time", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  await scheduleDraftVersion(deps, ada, seen, LATER, NOW);
  await rewrite(deps, draftId, { title: "Access for most", slug: "access-for-all" });
  expect((await postsOf(deps))[0]?.title).toBe("Access for all");
  expect(await updateFromDraft(deps, ada, { draftId, version: 2 }, NOW)).toMatchObject({ ok: true });
  expect(await deps.db.post.findFirst()).toMatchObject({
    ...{ title: "Access for most", status: "scheduled", publishedAt: LATER, version: 0 },
  });
});

test("refuses an update when the post is withdrawn meanwhile", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  await publishDraftVersion(deps, ada, seen, NOW);
  const change = () => withdrawPostOfDraft(deps, ada, draftId, NOW);
  const meanwhile = { ...deps, db: withChangeBefore(deps.db, change) };
  expect(await updateFromDraft(meanwhile, ada, seen, LATER)).toEqual({ ok: false, reason: "draft.changed" });
  expect((await postsOf(deps))[0]?.status).toBe("withdrawn");
});

test("withdraws once, and publishes again with the same address and the next number", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  await publishDraftVersion(deps, ada, seen, NOW);
  for (let press = 0; press < 2; press++)
    expect(await withdrawPostOfDraft(deps, ada, draftId, NOW)).toEqual({ ok: true });
  expect((await postsOf(deps))[0]?.status).toBe("withdrawn");
  await rewrite(deps, draftId, { title: "Access for all", source: "Again." });
  expect(await publishDraftVersion(deps, ada, { draftId, version: 2 }, LATER)).toMatchObject({ ok: true });
  expect(await postsOf(deps)).toMatchObject([{ slug: "access-for-all", status: "published", version: 2 }]);
});

test("withdraws nothing for a role that is lowered meanwhile", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  await publishDraftVersion(deps, ada, seen, NOW);
  const change = () =>
    deps.db.account.update({ where: { id: ada.accountId }, data: { role: "contributor" } });
  const meanwhile = { ...deps, db: withChangeBefore(deps.db, change) };
  const refused = await withdrawPostOfDraft(meanwhile, ada, draftId, LATER);
  expect(refused).toEqual({ ok: false, reason: "draft.not-found" });
  expect((await postsOf(deps))[0]?.status).toBe("published");
});

test("discards the changes of the seen version only", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  await publishDraftVersion(deps, ada, seen, NOW);
  await rewrite(deps, draftId, { title: "Another" });
  expect(await discardChanges(deps, ada, seen, NOW)).toEqual({ ok: false, reason: "draft.changed" });
  expect(await discardChanges(deps, ada, { draftId, version: 2 }, NOW)).toEqual({ ok: true });
  expect(await findDraft(deps.db, draftId)).toMatchObject({
    isChanged: false,
    text: { title: "Access for all" },
  });
});

test("keeps as a copy what somebody else changed, when an editor discards it", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  await publishDraftVersion(deps, ada, seen, NOW);
  await rewrite(deps, draftId, { title: "Another", source: "By Ada." });
  const eve = await member(deps, "eve", "editor");
  expect(await discardChanges(deps, eve, { draftId, version: 2 }, NOW)).toEqual({ ok: true });
  expect(await deps.db.draftCopy.findMany()).toMatchObject([{ source: "By Ada.", personId: ada.id }]);
  expect(await findDraft(deps.db, draftId)).toMatchObject({ isChanged: false });
  const told = await deps.db.job.findMany({ where: { kind: "mail" } });
  expect(told.map(({ payload }) => JSON.parse(payload).to)).toEqual(["ada@example.org"]);
});

test("discards what somebody else changed beside MAX_COPIES copies only if one of them has it", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  await publishDraftVersion(deps, ada, seen, NOW);
  await rewrite(deps, draftId, { source: "By Ada." });
  const eve = await member(deps, "eve", "editor");
  for (let count = 1; count < MAX_COPIES; count++)
    await createCopy(deps.db, draftId, ada, { source: `Copy ${count}.` });
  const last = await createCopy(deps.db, draftId, ada, { source: "The last." });
  const version = { draftId, version: 2 };
  expect(await discardChanges(deps, eve, version, NOW)).toEqual({
    ok: false,
    reason: "draft.too-many-copies",
  });
  const { title, source, details } = await deps.db.draft.findUniqueOrThrow({ where: { id: draftId } });
  await deps.db.draftCopy.update({ where: { id: last }, data: { title, source, details } });
  expect(await discardChanges(deps, eve, version, NOW)).toEqual({ ok: true });
  expect(await deps.db.draftCopy.count()).toBe(MAX_COPIES);
});

test("has nothing to go back to without a post", async () => {
  const { deps, ada, seen } = await openDesk();
  expect(await discardChanges(deps, ada, seen, NOW)).toEqual({ ok: false, reason: "draft.wrong-state" });
});

test("publishes nothing when the draft is deleted with its post while it is rendered", async () => {
  const { deps, ada, draftId, seen } = await openDesk();
  const published = await publishDraftVersion(deps, ada, seen, NOW);
  await rewrite(deps, draftId, { title: "Another" });
  const change = () => deletePost(deps, published.ok ? published.postId : 0, NOW);
  const meanwhile = { ...deps, db: withChangeBefore(deps.db, change) };
  const refused = await updateFromDraft(meanwhile, ada, { draftId, version: 2 }, LATER);
  expect(refused).toEqual({ ok: false, reason: "post.not-found" });
});

test("begins the working copy of a post that was published without one, once", async () => {
  const { deps, ada } = await openDesk();
  const made = await publishPost(deps, buildPost({ writers: ["ada"], title: "Imported" }), NOW);
  const post = { id: made.ok ? made.postId : 0, version: 1 };
  const text = await findPostText(deps.db, post.id);
  if (!text) throw new Error("no text");
  const save = { ...buildSave(), text: { ...text, source: "Changed." }, basedOn: 1 };
  const begin = () => deps.db.write((tx) => beginDraft(tx, ada, save, { ...post, text }, () => true, NOW));
  const [first, second] = await Promise.all([begin(), begin()]);
  expect(first).toMatchObject({ ok: true, version: 1 });
  expect(second).toEqual(first);
});
