// Appeals: who may make one, who may answer, what follows, and what is forgotten.

import { expect, test } from "vitest";
import { answerAppeal, appealDecision } from "~/flows/moderating/appeals.server";
import { eraseHiddenJob } from "~/flows/moderating/erase-hidden.server";
import { undoModeration } from "~/flows/moderating/moderate-responses.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { WAIT_FOR_OTHERS_DAYS } from "~/moderation/appeals/appeal";
import type { Member } from "~/people/viewer";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { decide } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const days = (count: number) => new Date(NOW.getTime() + count * 24 * 60 * 60 * 1000);

/** Mo has removed a comment by Ada, who appeals. */
async function openAppealed() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const postId = await createPost(site, { slug: "first", title: "First" });
  const member = (name: string, moderates = true) => createMember(db, name, { moderates, password: null });
  const [mo, eve, ada] = [await member("mo"), await member("eve"), await member("ada", false)];
  const id = await createComment(site, postId, {}, { viewer: ada });
  const entryId = await decide(site, mo, "remove", [id]);
  const own = { member: ada, id };
  const made = await appealDecision(site, own, { entryId, text: "I quoted the post." }, NOW);
  const { id: appealId } = await db.appeal.findFirstOrThrow();
  const answer = (by: Member, to: "upheld" | "reversed", now = NOW, deps = site) =>
    answerAppeal(deps, by, appealId, { to, words: "We looked again." }, now);
  const state = async () => {
    const { status } = await db.comment.findUniqueOrThrow({ where: { id } });
    return [status, (await db.appeal.findFirst())?.status];
  };
  return { site, db, postId, mo, eve, ada, id, entryId, own, made, appealId, answer, state };
}

test("takes one appeal a decision, from the comment's writer alone", async () => {
  const { site, mo, eve, id, entryId, own, made } = await openAppealed();
  expect(made).toEqual({ ok: true });
  const appeal = (by: typeof own, entry = entryId) =>
    appealDecision(site, by, { entryId: entry, text: "Again." }, NOW);
  expect(await appeal(own)).toEqual({ ok: false, reason: "appeal.made" });
  expect(await appeal({ member: eve, id })).toEqual({ ok: false, reason: "comment.not-found" });
  await decide(site, mo, "approve", [id], days(1));
  expect(await appeal(own)).toMatchObject({ ok: false });
  const again = await decide(site, mo, "mark-spam", [id], days(2));
  expect(await appeal(own, entryId)).toEqual({ ok: false, reason: "appeal.changed" });
  expect(await appeal(own, again)).toEqual({ ok: true });
});

test("is answered by another moderator than the one who decided, while there is one, and for a week", async () => {
  const { db, mo, eve, ada, answer, state } = await openAppealed();
  expect(await answer(mo, "upheld")).toEqual({ ok: false, reason: "appeal.for-others" });
  expect(await answer(mo, "upheld", days(WAIT_FOR_OTHERS_DAYS - 1))).toMatchObject({ ok: false });
  expect(await answer(ada, "reversed")).toEqual({ ok: false, reason: "moderation.not-allowed" });
  await db.account.update({ where: { id: ada.accountId }, data: { moderates: true } });
  expect(await answer({ ...ada, moderates: true }, "reversed")).toEqual({
    ok: false,
    reason: "moderation.own",
  });
  // Ada is a moderator now, but can't answer her own.
  await db.account.update({ where: { id: eve.accountId }, data: { status: "deactivated" } });
  expect(await answer(eve, "reversed")).toEqual({ ok: false, reason: "moderation.not-allowed" });
  expect(await state()).toEqual(["removed", "open"]);
  expect(await answer(mo, "upheld")).toMatchObject({ ok: true });
  expect(await state()).toEqual(["removed", "upheld"]);
});

test("is answered by whoever decided after a week in which nobody else did", async () => {
  const { mo, answer, state } = await openAppealed();
  expect(await answer(mo, "upheld", days(WAIT_FOR_OTHERS_DAYS))).toMatchObject({ ok: true });
  expect(await state()).toEqual(["removed", "upheld"]);
});

test("approves the comment as any approval does when it is reversed, and waits again when that is undone", async () => {
  const { site, db, eve, answer, state } = await openAppealed();
  const done = await answer(eve, "reversed");
  expect(await state()).toEqual(["approved", "reversed"]);
  expect((await db.post.findFirstOrThrow()).responseCount).toBe(1);
  const actions = async () =>
    (await db.moderationEntry.findMany({ where: { undoneAt: null }, orderBy: { id: "asc" } })).map(
      ({ action }) => action,
    );
  expect(await actions()).toEqual(["remove", "approve", "grant-appeal"]);
  await undoModeration(site, eve, done.ok ? (done.entryId ?? 0) : 0, NOW);
  expect(await state()).toEqual(["removed", "open"]);
  expect(await actions()).toEqual(["remove"]);
});

test("tells the writer by e-mail that the decision stands, with the words and without a name", async () => {
  const { db, eve, answer } = await openAppealed();
  await answer(eve, "upheld");
  const mails = await db.job.findMany({ where: { kind: "mail" } });
  expect(mails).toHaveLength(1);
  const { to, subject, text } = JSON.parse(mails[0]?.payload ?? "{}");
  expect([to, subject]).toEqual(["ada@example.org", "Your appeal about your reply to “First”"]);
  expect(text).toContain("We looked again.");
  expect(text).not.toMatch(/\b(eve|mo)\b/i);
});

test("is granted when a moderator approves the comment elsewhere, or undoes the decision", async () => {
  const approved = await openAppealed();
  await decide(approved.site, approved.mo, "approve", [approved.id]);
  expect(await approved.state()).toEqual(["approved", "reversed"]);
  const undone = await openAppealed();
  await undoModeration(undone.site, undone.mo, undone.entryId, NOW);
  expect(await undone.state()).toEqual(["approved", "reversed"]);
});

test("has one answer where two moderators answer at once", async () => {
  const { site, db, postId: _, eve, answer, state } = await openAppealed();
  const zoe = await createMember(db, "zoe", { role: "editor", password: null });
  const late = { ...site, db: withChangeBefore(db, () => answer(zoe, "reversed")) };
  expect(await answer(eve, "upheld", NOW, late)).toEqual({ ok: false, reason: "appeal.answered" });
  expect(await state()).toEqual(["approved", "reversed"]);
  const both = await Promise.all([answer(eve, "upheld"), answer(zoe, "reversed")]);
  expect(both.filter(({ ok }) => ok)).toEqual([]);
});

test("reads in its transaction whether whoever answers still moderates, and whether the comment is still there", async () => {
  const { site, db, eve, ada, id, answer } = await openAppealed();
  const demote = () => db.account.update({ where: { id: eve.accountId }, data: { moderates: false } });
  const deps = { ...site, db: withChangeBefore(db, demote) };
  expect(await answer(eve, "reversed", NOW, deps)).toEqual({ ok: false, reason: "moderation.not-allowed" });
  await db.account.update({ where: { id: eve.accountId }, data: { moderates: true } });
  const gone = { ...site, db: withChangeBefore(db, () => deleteComment(site, ada, id, NOW)) };
  expect(await answer(eve, "reversed", NOW, gone)).toEqual({ ok: false, reason: "appeal.not-found" });
});

test("keeps the comment until the answer and thirty days longer, and then nothing of the appeal", async () => {
  const { site, db, eve, answer, state } = await openAppealed();
  await eraseHiddenJob.run(site, {}, days(45));
  expect(await state()).toEqual(["removed", "open"]);
  await answer(eve, "upheld", days(45));
  await eraseHiddenJob.run(site, {}, days(74));
  expect(await state()).toEqual(["removed", "upheld"]);
  await eraseHiddenJob.run(site, {}, days(76));
  expect([await db.comment.count(), await db.appeal.count()]).toEqual([0, 0]);
});
