// The spam filter at work: what it learns from decisions, what it holds, what it forgets.

import { expect, test } from "vitest";
import { leave } from "~/flows/accounts/leave.server";
import { eraseHiddenJob } from "~/flows/moderating/erase-hidden.server";
import { undoModeration } from "~/flows/moderating/moderate-responses.server";
import { deletePost } from "~/flows/publishing/publish-post.server";
import { deleteComment, deleteGuestComment } from "~/flows/responding/delete-comment.server";
import { replyTo } from "~/flows/responding/reply.server";
import { KEEP_HIDDEN_DAYS } from "~/moderation/actions";
import { learnSettledJob, MAX_LESSONS, SETTLED_AFTER } from "~/moderation/spam/learning.server";
import { EVERY_LESSON } from "~/moderation/spam/lessons.server";
import { KEEP_SHINGLES } from "~/moderation/spam/near-copies.server";
import { guest } from "~/people/viewer";
import { kindOf } from "~/platform/database/kinds.server";
import { checkSite } from "~/portability/check-site.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { decide, setHolding, trainFilter } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { buildReply, createComment, createPost, NOW } from "../../factories/posts";
import { readSet } from "../../factories/spam-set";
import { open } from "../../portability/sites";

async function openModerated() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const postId = await createPost(site, { slug: "first", title: "First" });
  const mo = await createMember(db, "mo", { moderates: true, password: null });
  const ada = await createMember(db, "ada", { password: null });
  const commentOf = (id: number) => db.comment.findUniqueOrThrow({ where: { id } });
  const post = async (body: string, { viewer = guest as Parameters<typeof replyTo>[1], on = postId } = {}) =>
    commentOf(await createComment(site, on, { body }, { viewer }));
  const countsOf = (token: string) => db.spamToken.findUnique({ where: { token } });
  const check = (repair = false) => checkSite(site, { repair, now: NOW });
  const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
  return { site, db, postId, mo, ada, post, countsOf, check, later };
}

const BAD = "Please read more at https://bad.example/offer";

test("holds guests and newcomers whose words moderators marked as spam, and nobody else", async () => {
  const { site, db, postId, mo, ada, post } = await openModerated();
  await trainFilter(site, mo, postId);
  const [spam = ""] = readSet("unseen-spam");
  const [ham = ""] = readSet("unseen-ham");
  const held = await post(spam);
  expect(held).toMatchObject({ status: "held", heldFor: "suspected" });
  const verdict = await db.spamVerdict.findUniqueOrThrow({ where: { commentId: held.id } });
  expect(verdict.score).toBeGreaterThan(0.9);
  expect(verdict.evidence).toContain("casino");
  expect(await post(ham)).toMatchObject({ status: "approved" });
  expect(await post(`${spam} 2`, { viewer: ada })).toMatchObject({ status: "held" });
  expect(await post(`${spam} 3`, { viewer: mo })).toMatchObject({ status: "approved" });
  await post(ham, { viewer: ada });
  expect(await post(`${spam} 4`, { viewer: ada })).toMatchObject({ status: "approved" });
  // Those that were held for training had one each, and the last was not assessed.
  expect(await db.spamVerdict.count()).toBe(readSet("learnt-ham").length + readSet("learnt-spam").length + 2);
  expect(await db.spamVerdict.count({ where: { comment: { personId: ada.id } } })).toBe(1);
});

test("forgets what it learnt from comments on a post that is deleted", async () => {
  const { site, db, mo, postId, post, check } = await openModerated();
  await decide(site, mo, "mark-spam", [(await post(BAD)).id]);
  await deletePost(site, postId, NOW);
  expect([await db.spamLesson.count(), await db.spamToken.count()]).toEqual([0, 0]);
  expect((await check()).left).toEqual([]);
});

test("holds nobody where the site holds nobody", async () => {
  const { site, db, mo, post } = await openModerated();
  await decide(site, mo, "mark-spam", [(await post(BAD)).id]);
  await setHolding(db, "nobody");
  expect(await post(`${BAD} again`)).toMatchObject({ status: "approved" });
});

test("learns from a decision for the next reply, and forgets it when the decision is undone", async () => {
  const { site, mo, post, countsOf } = await openModerated();
  const first = await post(BAD);
  expect(first.status).toBe("approved");
  const entry = await decide(site, mo, "mark-spam", [first.id]);
  expect(await post(`${BAD} two`)).toMatchObject({ status: "held", heldFor: "suspected" });
  await undoModeration(site, mo, entry, NOW);
  expect(await post(`${BAD} three`)).toMatchObject({ status: "approved" });
  expect(await countsOf("//bad.example")).toBeNull();
});

test("learns the other when a moderator changes their mind, and what was decided before when that is undone", async () => {
  const { site, mo, post, countsOf, later, check } = await openModerated();
  await decide(site, mo, "mark-spam", [(await post(BAD)).id]);
  const { id } = await post(`${BAD} two`);
  await decide(site, mo, "approve", [id], later(1));
  expect(await countsOf("//bad.example")).toMatchObject({ spam: 1, ham: 1 });
  const entry = await decide(site, mo, "mark-spam", [id], later(2));
  expect(await countsOf("//bad.example")).toMatchObject({ spam: 2, ham: 0 });
  await undoModeration(site, mo, entry, later(3));
  expect(await countsOf("//bad.example")).toMatchObject({ spam: 1, ham: 1 });
  expect(await countsOf(EVERY_LESSON)).toMatchObject({ spam: 1, ham: 1 });
  await decide(site, mo, "hold", [id], later(4));
  expect(await countsOf("//bad.example")).toMatchObject({ spam: 1, ham: 0 });
  await decide(site, mo, "approve", [id], later(5));
  await decide(site, mo, "remove", [id], later(6));
  expect(await countsOf("//bad.example")).toMatchObject({ spam: 1, ham: 0 });
  expect((await check()).left).toEqual([]);
});

test("forgets the words of a comment that is deleted, by a member or by a guest", async () => {
  const { site, db, mo, ada, post, postId, check } = await openModerated();
  await setHolding(db, "everyone");
  const byAda = await post("Words of mine about the reading room.", { viewer: ada });
  const asked = await replyTo(site, guest, postId, buildReply({ body: BAD }), {
    now: NOW,
    clientAddress: "192.0.2.1",
  });
  if (!asked.ok || !asked.secret) throw new Error("not held");
  await decide(site, mo, "approve", [byAda.id]);
  await decide(site, mo, "mark-spam", [asked.comment.id]);
  expect(await db.spamLesson.count()).toBe(2);
  expect(await deleteComment(site, ada, byAda.id, NOW)).toEqual({ ok: true });
  expect(await deleteGuestComment(site, { id: asked.comment.id, secret: asked.secret }, NOW)).toBe(true);
  expect(await db.spamToken.findMany()).toEqual([]);
  expect(await db.spamLesson.count()).toBe(0);
  expect(await db.spamVerdict.count()).toBe(0);
  expect(await db.spamShingle.count()).toBe(0);
  expect((await check()).left).toEqual([]);
});

test("keeps of spam that is erased after thirty days only words that other comments have, without the comment", async () => {
  const { site, db, mo, post, countsOf, check, later } = await openModerated();
  const first = await post("Cheap pills from Farrow");
  await decide(site, mo, "mark-spam", [first.id]);
  await decide(site, mo, "mark-spam", [(await post("Cheap pills again")).id], later(60));
  await eraseHiddenJob.run(site, {}, later((KEEP_HIDDEN_DAYS * 24 * 60 + 0.5) * 60));
  expect(await db.comment.findUnique({ where: { id: first.id } })).toBeNull();
  expect(await db.spamLesson.findMany({ orderBy: { id: "asc" }, select: { commentId: true } })).toMatchObject(
    [{ commentId: null }, { commentId: first.id + 1 }],
  );
  expect(await countsOf("pills")).toMatchObject({ spam: 2, ham: 0 });
  expect(await countsOf("farrow")).toBeNull();
  expect(JSON.stringify(await db.spamLesson.findMany())).not.toContain("farrow");
  expect((await check()).left).toEqual([]);
});

test.each(["anonymise", "remove"] as const)(
  "forgets a member's words when they leave with %s",
  async (way) => {
    const { site, db, mo, ada, post } = await openModerated();
    await setHolding(db, "everyone");
    const { id } = await post("My own words about the reading room.", { viewer: ada });
    await decide(site, mo, "approve", [id]);
    await createComment(site, (await db.post.findFirstOrThrow()).id, { body: BAD, email: "ada@example.org" });
    expect(await leave(site, ada, way, NOW)).toEqual({ ok: true });
    expect([await db.spamLesson.count(), await db.spamVerdict.count(), await db.spamToken.count()]).toEqual([
      0, 0, 0,
    ]);
  },
);

const LONG =
  "Our new shop has replica watches of the finest quality, and every reader of this page gets a large discount on the first order.";

test("holds a near-copy under another post, and says of which comment", async () => {
  const { site, db, postId, post } = await openModerated();
  const other = await createPost(site);
  const first = await post(LONG);
  expect(await post(`${LONG} Truly.`, { on: postId })).toMatchObject({ status: "approved" });
  const held = await post(LONG.replace("first", "next"), { on: other });
  expect(held).toMatchObject({ status: "held", heldFor: "suspected" });
  const verdict = await db.spamVerdict.findUniqueOrThrow({ where: { commentId: held.id } });
  expect(JSON.parse(verdict.evidence)).toEqual({ copyOf: first.id });
  expect(await post("Thank you for this!", { on: other })).toMatchObject({ status: "approved" });
  expect(await post("Thank you for this!")).toMatchObject({ status: "approved" });
});

test("forgets what near-copies are found by after a month", async () => {
  const { site, db, post, later } = await openModerated();
  await post(LONG);
  await learnSettledJob.run(site, {}, later(KEEP_SHINGLES));
  expect(await db.spamShingle.count()).toBeGreaterThan(0);
  await learnSettledJob.run(site, {}, later(KEEP_SHINGLES + 1));
  expect(await db.spamShingle.count()).toBe(0);
});

test("learns from comments that stayed published for three days, once, and not from others", async () => {
  const { site, mo, post, countsOf, later, check } = await openModerated();
  const stays = await post("A word about marginalia.");
  await decide(site, mo, "mark-spam", [(await post("Some marginalia for sale.")).id]);
  await decide(site, mo, "remove", [(await post("Rude marginalia.")).id]);
  await learnSettledJob.run(site, {}, later(SETTLED_AFTER));
  expect(await countsOf("marginalia")).toMatchObject({ spam: 1, ham: 0 });
  await learnSettledJob.run(site, {}, later(SETTLED_AFTER + 1));
  await learnSettledJob.run(site, {}, later(SETTLED_AFTER + 2));
  expect(await countsOf("marginalia")).toMatchObject({ spam: 1, ham: 1 });
  await decide(site, mo, "mark-spam", [stays.id]);
  expect(await countsOf("marginalia")).toMatchObject({ spam: 2, ham: 0 });
  expect((await check()).left).toEqual([]);
});

test("forgets the oldest lessons beyond its limit", async () => {
  const { site, db, post, later, check } = await openModerated();
  const { id, ...first } = await post("The oldest words.");
  const rows = Array.from({ length: MAX_LESSONS }, (_, index) => ({
    ...{
      ...first,
      id: id + 1 + index,
      number: null,
      path: null,
      origin: null,
      status: "spam",
      secretHash: null,
    },
  }));
  const lesson = { isSpam: false, learnedAt: later(0) };
  const tokens = (word: string) => JSON.stringify([EVERY_LESSON, word]);
  await db.spamLesson.create({
    data: { ...lesson, commentId: id, tokens: tokens("oldest"), learnedAt: later(-9) },
  });
  const writer = await kindOf(site.url).createRowWriter(site.url);
  await writer.insert({ name: "Comment" }, rows);
  const lessons = rows.map((row) => ({ ...lesson, commentId: row.id, tokens: tokens("newer") }));
  await writer.insert({ name: "SpamLesson" }, lessons);
  await writer.close();
  await check(true);
  await learnSettledJob.run(site, {}, later(1));
  expect(await db.spamLesson.count()).toBe(MAX_LESSONS);
  expect(await db.spamToken.findMany({ orderBy: { token: "asc" } })).toEqual([
    { token: EVERY_LESSON, spam: 0, ham: MAX_LESSONS },
    { token: "newer", spam: 0, ham: MAX_LESSONS },
  ]);
});

test("checks find counts that disagree with the lessons, and lessons of erased comments, and mend both", async () => {
  const { site, db, mo, ada, post, countsOf, check } = await openModerated();
  await decide(site, mo, "mark-spam", [(await post(BAD)).id]);
  await db.spamToken.update({ where: { token: "//bad.example" }, data: { spam: 7 } });
  await db.spamToken.delete({ where: { token: "read" } });
  await db.spamToken.create({ data: { token: "stray", spam: 1, ham: 0 } });
  expect((await check()).left).toMatchObject([
    { row: "spam filter", problem: "counts 3 words otherwise than in what it learnt" },
  ]);
  await check(true);
  expect((await check()).left).toEqual([]);
  expect(await countsOf("//bad.example")).toMatchObject({ spam: 1, ham: 0 });
  const { id } = await post("Words that are erased.", { viewer: ada });
  await db.comment.update({ where: { id }, data: { status: "erased" } });
  await db.spamLesson.create({
    data: { commentId: id, isSpam: true, tokens: '["","erased"]', learnedAt: NOW },
  });
  await check(true);
  expect([await countsOf("erased"), await db.spamLesson.count()]).toEqual([null, 1]);
});
