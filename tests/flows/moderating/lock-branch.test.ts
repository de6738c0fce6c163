import { expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { lockBranch, unlockBranch } from "~/flows/moderating/lock-branch.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { replyTo } from "~/flows/responding/reply.server";
import { findLastEntry } from "~/moderation/log/log.server";
import { guest, type Member, type Viewer } from "~/people/viewer";
import { parseLockedBranches } from "~/posts/conversation/locked-branches";
import { setResponseStatus } from "~/responses/response-status.server";
import { newDatabaseUrl } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { createMember } from "../../factories/people";
import { buildReply, CLIENT, createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const WORDS = "The question is answered.";

/** A post with a comment, a reply to it, and another comment. */
async function openThread() {
  const site = open(await newDatabaseUrl());
  const { db } = site;
  const mo = await createMember(db, "mo", { moderates: true });
  const ada = await createMember(db, "ada");
  const postId = await createPost(site);
  const root = await createComment(site, postId, {}, { viewer: ada });
  const below = await createComment(site, postId, { to: root });
  const other = await createComment(site, postId);
  const lock = (id: number, { words = WORDS, basedOn = "open", by = mo as Member } = {}) =>
    lockBranch(site, by, id, { words, basedOn }, NOW);
  const reply = (to: number | undefined, viewer: Viewer = guest, deps = site) =>
    replyTo(deps, viewer, postId, buildReply({ to, body: `To ${to}` }), { now: NOW, clientAddress: CLIENT });
  const read = async () =>
    parseLockedBranches((await db.post.findUniqueOrThrow({ where: { id: postId } })).lockedBranches);
  return { site, db, mo, ada, postId, root, below, other, lock, reply, read };
}

const BARRED = { ok: false, reason: "reply.barred", bar: { reason: "branch.locked", words: WORDS } };

test("refuses replies in a locked branch, at any depth, to everyone, and nowhere else", async () => {
  const { mo, root, below, other, lock, reply } = await openThread();
  expect(await lock(root)).toEqual({ ok: true });
  for (const viewer of [guest, mo]) {
    expect(await reply(root, viewer)).toEqual(BARRED);
    expect(await reply(below, viewer)).toEqual(BARRED);
  }
  expect(await reply(other)).toMatchObject({ ok: true });
  expect(await reply(undefined)).toMatchObject({ ok: true });
});

test("refuses a reply when its branch is locked while its text is rendered", async () => {
  const { site, root, below, lock, reply } = await openThread();
  const deps = { ...site, db: withChangeBefore(site.db, () => lock(root)) };
  expect(await reply(below, guest, deps)).toEqual(BARRED);
});

test("answers a reply that was posted before the lock, and is sent again, with that reply", async () => {
  const { root, lock, reply } = await openThread();
  const first = await reply(root);
  await lock(root);
  expect(await reply(root)).toMatchObject({ ok: true, comment: first.ok && first.comment });
});

test("keeps an inner branch locked when the outer one is unlocked", async () => {
  const { site, mo, root, below, lock, reply } = await openThread();
  await lock(below, { words: "Inner." });
  await lock(root);
  expect(await reply(below)).toEqual(BARRED);
  expect(await unlockBranch(site, mo, root, NOW)).toEqual({ ok: true });
  expect(await reply(root)).toMatchObject({ ok: true });
  expect(await reply(below)).toMatchObject({ bar: { words: "Inner." } });
});

test("lets a moderator approve what waits in a locked branch, and a writer edit what stands there", async () => {
  const { site, ada, postId, root, below, lock } = await openThread();
  const waiting = await createComment(site, postId, { to: below });
  await site.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: waiting }, "held"));
  const lonely = await createComment(site, postId, { body: "As it was." }, { viewer: ada });
  await lock(root);
  await lock(lonely);
  const approved = await site.db.write((tx) =>
    setResponseStatus(tx, { kind: "comment", id: waiting }, "approved"),
  );
  expect(approved).toMatchObject({ ok: true });
  const edited = await editComment(
    site,
    { member: ada, id: lonely },
    { body: "As it is.", basedOn: fingerprint("As it was.") },
    NOW,
  );
  expect(edited).toMatchObject({ ok: true });
});

test("refuses a member who isn't a moderator, an unknown comment, and a decision that rests on another", async () => {
  const { ada, root, lock, read } = await openThread();
  expect(await lock(root, { by: ada })).toEqual({ ok: false, reason: "moderator.not-allowed" });
  expect(await lock(9_999)).toEqual({ ok: false, reason: "comment.not-found" });
  await lock(root);
  const present = (await read())[0];
  expect(await lock(root, { words: "Mine." })).toEqual({ ok: false, reason: "branch.changed", present });
  expect(await lock(root)).toEqual({ ok: true });
  expect(await lock(root, { words: "Mine.", basedOn: `locked: ${WORDS}` })).toEqual({ ok: true });
  expect(await read()).toMatchObject([{ words: "Mine." }]);
});

test("logs locking and unlocking, beside what was decided about the comment itself", async () => {
  const { site, db, mo, postId, root, lock } = await openThread();
  await lock(root);
  await unlockBranch(site, mo, root, NOW);
  await unlockBranch(site, mo, root, NOW);
  const by = { postId, commentId: root, personId: mo.id };
  expect(await db.moderationEntry.findMany({ orderBy: { id: "asc" } })).toMatchObject([
    { ...by, action: "lock-branch", words: WORDS },
    { ...by, action: "unlock-branch", words: "" },
  ]);
  expect(await findLastEntry(db, { kind: "comment", id: root })).toBeNull();
});

test("locks at most fifty branches of a post, and forgets those whose comments are deleted", async () => {
  const { db, postId, root, other, lock, read } = await openThread();
  const { path } = await db.comment.findUniqueOrThrow({ where: { id: other } });
  const fill = (count: number) => {
    const locked = Array.from({ length: count }, () => ({ path, words: "" }));
    return db.post.update({ where: { id: postId }, data: { lockedBranches: JSON.stringify(locked) } });
  };
  await fill(50);
  expect(await lock(root)).toEqual({ ok: false, reason: "branch.too-many" });
  await fill(49);
  expect(await lock(root)).toEqual({ ok: true });
  const stale = Array.from({ length: 50 }, (_, at) => ({
    path: `z${String(at).padStart(3, "0")}`,
    words: "",
  }));
  await db.post.update({ where: { id: postId }, data: { lockedBranches: JSON.stringify(stale) } });
  expect(await lock(root)).toEqual({ ok: true });
  expect(await read()).toHaveLength(1);
});

test("either refuses a reply that is sent while its branch is locked, or has it from before", async () => {
  const { db, root, lock, reply, postId } = await openThread();
  const [locked, ...replies] = await Promise.all([lock(root), reply(root), reply(root, guest), reply(root)]);
  expect(locked).toEqual({ ok: true });
  const posted = replies.filter(({ ok }) => ok).length;
  expect(await db.comment.count({ where: { postId, parentId: root } })).toBe(1 + (posted > 0 ? 1 : 0));
  expect(await reply(root)).toMatchObject(posted > 0 ? { ok: true } : { ok: false });
});
