import { expect, test } from "vitest";
import { tellWriterJob, UNDO_SECONDS } from "~/flows/moderating/decision-news.server";
import { eraseHiddenJob } from "~/flows/moderating/erase-hidden.server";
import { moderateResponses, undoModeration } from "~/flows/moderating/moderate-responses.server";
import type { ModerationAction } from "~/moderation/actions";
import type { SeenResponse } from "~/moderation/response-ref";
import type { Member } from "~/people/viewer";
import type { ResponseStatus } from "~/visibility/status";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { setHolding } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

async function openModerated() {
  const deps = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = deps;
  const postId = await createPost(deps, { slug: "first", title: "First", writers: ["zoe"] });
  const mo = await createMember(db, "mo", { moderates: true, password: null });
  const ada = await createMember(db, "ada", { password: null });
  const statusOf = async (id: number) =>
    (await db.comment.findUniqueOrThrow({ where: { id }, select: { status: true } })).status;
  const decide = (
    by: Member,
    action: ModerationAction,
    seen: [id: number, status: ResponseStatus][],
    { now = NOW, reason = "" as "" | "rude", words = "" } = {},
  ) => {
    const responses = seen.map(([id, status]): SeenResponse => ({ kind: "comment", id, status }));
    return moderateResponses(deps, by, responses, { action, reason, words }, now);
  };
  return { deps, db, postId, mo, ada, statusOf, decide };
}

test("approves a held comment, which then has a number, and logs it", async () => {
  const site = await openModerated();
  await setHolding(site.db, "everyone");
  const id = await createComment(site.deps, site.postId, {}, { viewer: site.ada });
  expect(await site.db.comment.findUnique({ where: { id } })).toMatchObject({
    number: null,
    heldFor: "everyone",
  });
  const done = await site.decide(site.mo, "approve", [[id, "held"]]);
  expect(done).toMatchObject({ ok: true, refused: [] });
  expect(await site.db.comment.findUnique({ where: { id } })).toMatchObject({
    status: "approved",
    number: 1,
  });
  expect(await site.db.moderationEntry.findMany()).toMatchObject([
    { action: "approve", personId: site.mo.id, commentId: id, was: "held", undoneAt: null },
  ]);
});

test("decides nothing about a moderator's own comment, for a reader, or for one whose right has ended", async () => {
  const site = await openModerated();
  const own = await createComment(site.deps, site.postId, {}, { viewer: site.mo });
  const other = await createComment(site.deps, site.postId);
  expect(await site.decide(site.mo, "remove", [[own, "approved"]])).toMatchObject({
    refused: [{ id: own, reason: "moderation.own" }],
  });
  const notAllowed = { ok: false, reason: "moderation.not-allowed" };
  expect(await site.decide(site.ada, "remove", [[other, "approved"]])).toEqual(notAllowed);
  await site.db.account.update({ where: { id: site.mo.accountId }, data: { moderates: false } });
  expect(await site.decide(site.mo, "remove", [[other, "approved"]])).toEqual(notAllowed);
  expect([await site.statusOf(own), await site.statusOf(other)]).toEqual(["approved", "approved"]);
});

test("leaves a response that another moderator has decided about since, and says who did what", async () => {
  const site = await openModerated();
  const eve = await createMember(site.db, "eve", { role: "editor", name: "Eve", password: null });
  const [first, second] = [
    await createComment(site.deps, site.postId),
    await createComment(site.deps, site.postId),
  ];
  await site.decide(eve, "mark-spam", [[first, "approved"]]);
  const done = await site.decide(site.mo, "remove", [
    [first, "approved"],
    [second, "approved"],
  ]);
  expect(done).toMatchObject({
    refused: [
      { id: first, reason: "moderation.changed", last: { action: "mark-spam", person: { name: "Eve" } } },
    ],
  });
  expect([await site.statusOf(first), await site.statusOf(second)]).toEqual(["spam", "removed"]);
});

test("undoes one press whole, except what was decided about since", async () => {
  const site = await openModerated();
  const ids = [await createComment(site.deps, site.postId), await createComment(site.deps, site.postId)];
  const [first = 0, second = 0] = ids;
  const done = await site.decide(site.mo, "remove", [
    [first, "approved"],
    [second, "approved"],
  ]);
  const entryId = done.ok ? (done.entryIds[0] ?? 0) : 0;
  const eve = await createMember(site.db, "eve", { role: "editor", password: null });
  await site.decide(eve, "approve", [[second, "removed"]], { now: new Date(NOW.getTime() + 1000) });
  await site.decide(eve, "mark-spam", [[second, "approved"]], { now: new Date(NOW.getTime() + 2000) });
  expect(await undoModeration(site.deps, eve, entryId, NOW)).toEqual({ ok: true, undone: 0, kept: 0 });
  expect(await undoModeration(site.deps, site.mo, entryId, NOW)).toEqual({ ok: true, undone: 1, kept: 1 });
  expect([await site.statusOf(first), await site.statusOf(second)]).toEqual(["approved", "spam"]);
  expect(await undoModeration(site.deps, site.mo, entryId, NOW)).toEqual({ ok: true, undone: 0, kept: 1 });
});

test("tells the writer the reason and the words, without the moderator's name, once it can't be undone", async () => {
  const site = await openModerated();
  const id = await createComment(site.deps, site.postId, {}, { viewer: site.ada });
  await site.decide(site.mo, "remove", [[id, "approved"]], { reason: "rude", words: "Please stay kind." });
  const job = await site.db.job.findFirstOrThrow({ where: { kind: tellWriterJob.kind } });
  expect(job.dueAt.getTime() - NOW.getTime()).toBe(UNDO_SECONDS * 1000);
  await tellWriterJob.run(site.deps, JSON.parse(job.payload), job.dueAt);
  const mail = JSON.parse((await site.db.job.findFirstOrThrow({ where: { kind: "mail" } })).payload);
  expect(mail).toMatchObject({ to: "ada@example.org", subject: "Your reply to “First” was removed" });
  const text = mail.text.replace(/\s+/g, " ");
  expect(text).toContain("It attacks or belittles a person");
  expect(text).toContain("Please stay kind.");
  expect(text).toContain(`/comments/${id}/status`);
  expect(text).not.toMatch(/\bmo\b/);
});

test("tells nobody of what was undone or decided anew", async () => {
  const site = await openModerated();
  const id = await createComment(site.deps, site.postId, {}, { viewer: site.ada });
  const done = await site.decide(site.mo, "remove", [[id, "approved"]]);
  const entryId = done.ok ? (done.entryIds[0] ?? 0) : 0;
  await undoModeration(site.deps, site.mo, entryId, NOW);
  await tellWriterJob.run(site.deps, { entryId }, NOW);
  const again = await site.decide(site.mo, "remove", [[id, "approved"]]);
  await site.decide(site.mo, "mark-spam", [[id, "removed"]]);
  await tellWriterJob.run(site.deps, { entryId: again.ok ? (again.entryIds[0] ?? 0) : 0 }, NOW);
  expect(await site.db.job.count({ where: { kind: "mail" } })).toBe(0);
});

test("never holds a reply by a post's writer or a moderator", async () => {
  const site = await openModerated();
  await setHolding(site.db, "everyone");
  await site.db.byline.create({
    data: { postId: site.postId, personId: site.ada.id, role: "writer", position: 1 },
  });
  const ids = [
    await createComment(site.deps, site.postId, {}, { viewer: site.ada }),
    await createComment(site.deps, site.postId, {}, { viewer: site.mo }),
  ];
  expect(await Promise.all(ids.map(site.statusOf))).toEqual(["approved", "approved"]);
  const post = await createPost(site.deps);
  expect(await site.statusOf(await createComment(site.deps, post, {}, { viewer: site.ada }))).toBe("held");
});

test("holds a member's first reply, and no longer when one was approved", async () => {
  const site = await openModerated();
  await setHolding(site.db, "newcomers");
  const first = await createComment(site.deps, site.postId, {}, { viewer: site.ada });
  expect(await site.statusOf(first)).toBe("held");
  await site.decide(site.mo, "approve", [[first, "held"]]);
  expect(await site.statusOf(await createComment(site.deps, site.postId, {}, { viewer: site.ada }))).toBe(
    "approved",
  );
  expect(await site.statusOf(await createComment(site.deps, site.postId))).toBe("held");
});

test("erases spam and removed comments thirty days after the last decision, and their words in the log", async () => {
  const site = await openModerated();
  const ids: number[] = [];
  for (let number = 0; number < 4; number++) ids.push(await createComment(site.deps, site.postId));
  const [spam = 0, removed = 0, restored = 0, recent = 0] = ids;
  const later = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000);
  await site.decide(site.mo, "mark-spam", [[spam, "approved"]]);
  await site.decide(site.mo, "remove", [[removed, "approved"]], { words: "Please stay kind." });
  await site.decide(site.mo, "remove", [[restored, "approved"]]);
  await site.decide(site.mo, "remove", [[recent, "approved"]], { now: later(5) });
  await site.decide(site.mo, "approve", [[restored, "removed"]]);
  await eraseHiddenJob.run(site.deps, {}, later(30));
  expect(await site.db.comment.count()).toBe(4);
  await eraseHiddenJob.run(site.deps, {}, later(31));
  const left = await site.db.comment.findMany({ orderBy: { id: "asc" }, select: { id: true } });
  expect(left.map(({ id }) => id)).toEqual([restored, recent]);
  expect(await site.db.moderationEntry.findMany({ where: { words: { not: "" } } })).toEqual([]);
});

test("doesn't undo a decision that somebody else has repeated since", async () => {
  const site = await openModerated();
  const id = await createComment(site.deps, site.postId);
  const done = await site.decide(site.mo, "remove", [[id, "approved"]]);
  const eve = await createMember(site.db, "eve", { role: "editor", password: null });
  await site.decide(eve, "approve", [[id, "removed"]], { now: new Date(NOW.getTime() + 1000) });
  await site.decide(eve, "remove", [[id, "approved"]], { now: new Date(NOW.getTime() + 2000) });
  const entryId = done.ok ? (done.entryIds[0] ?? 0) : 0;
  expect(await undoModeration(site.deps, site.mo, entryId, NOW)).toEqual({ ok: true, undone: 0, kept: 1 });
  expect(await site.statusOf(id)).toBe("removed");
});

test("tells the writer once of a removal that was undone and made again", async () => {
  const site = await openModerated();
  const id = await createComment(site.deps, site.postId, {}, { viewer: site.ada });
  const remove = async () => {
    const done = await site.decide(site.mo, "remove", [[id, "approved"]]);
    return done.ok ? (done.entryIds[0] ?? 0) : 0;
  };
  const first = await remove();
  await undoModeration(site.deps, site.mo, first, NOW);
  const second = await remove();
  for (const entryId of [first, second]) await tellWriterJob.run(site.deps, { entryId }, NOW);
  expect(await site.db.job.count({ where: { kind: "mail" } })).toBe(1);
});

test("offers the top level to a reply whose parent is gone, also since the page was opened, and tells the writer", async () => {
  const site = await openModerated();
  const parent = await createComment(site.deps, site.postId);
  await setHolding(site.db, "guests");
  const held = await createComment(site.deps, site.postId, { to: parent });
  const approve = (atTop: boolean, deps = site.deps) => {
    const seen: SeenResponse[] = [{ kind: "comment", id: held, status: "held" }];
    return moderateResponses(deps, site.mo, seen, { action: "approve", reason: "", words: "", atTop }, NOW);
  };
  const remove = () => site.decide(site.mo, "remove", [[parent, "approved"]]);
  const late = { ...site.deps, db: withChangeBefore(site.db, remove) };
  expect(await approve(false, late)).toMatchObject({
    refused: [{ id: held, status: "held", reason: "comment.parent-not-found" }],
  });
  expect(await site.statusOf(held)).toBe("held");
  expect(await approve(true)).toMatchObject({ refused: [] });
  const approved = await site.db.comment.findUniqueOrThrow({ where: { id: held } });
  expect(approved).toMatchObject({ status: "approved", parentId: null, number: 2, path: "0002" });
  expect(await site.db.moderationEntry.findFirst({ where: { commentId: held } })).toMatchObject({
    words: "What it answered can’t be read any more, so it stands as a reply to the post.",
  });
});

test("approves a reply in its place if its parent can be read again meanwhile", async () => {
  const site = await openModerated();
  const parent = await createComment(site.deps, site.postId);
  await setHolding(site.db, "guests");
  const held = await createComment(site.deps, site.postId, { to: parent });
  await site.decide(site.mo, "remove", [[parent, "approved"]]);
  const restore = () => site.decide(site.mo, "approve", [[parent, "removed"]]);
  const late = { ...site.deps, db: withChangeBefore(site.db, restore) };
  const seen: SeenResponse[] = [{ kind: "comment", id: held, status: "held" }];
  const atTop = { action: "approve", reason: "", words: "", atTop: true } as const;
  expect(await moderateResponses(late, site.mo, seen, atTop, NOW)).toMatchObject({ refused: [] });
  expect(await site.db.comment.findUniqueOrThrow({ where: { id: held } })).toMatchObject({
    parentId: parent,
  });
});

test("approves nothing under a post that isn't published, so that no writer is told that it can be read", async () => {
  const site = await openModerated();
  await setHolding(site.db, "guests");
  const held = await createComment(site.deps, site.postId);
  await site.db.post.update({ where: { id: site.postId }, data: { status: "withdrawn" } });
  expect(await site.decide(site.mo, "approve", [[held, "held"]])).toMatchObject({
    refused: [{ reason: "post.not-found" }],
  });
  expect(await site.decide(site.mo, "remove", [[held, "held"]])).toMatchObject({ refused: [] });
});
