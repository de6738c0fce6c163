import { expect, test } from "vitest";
import type { WayToLeave } from "~/accounts/leaving.schema";
import { issueToken } from "~/accounts/token.server";
import { countGuestComments } from "~/comments/guests/guest-comments.server";
import { clearWritingJob, leave } from "~/flows/accounts/leave.server";
import { clearPost } from "~/flows/publishing/clear-post.server";
import { draftPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { isHandleOfFormer, isHandleTaken } from "~/people/person.server";
import { takeJob } from "~/platform/jobs/jobs.server";
import { checkSite } from "~/portability/check-site.server";
import { listPostsToLeave } from "~/posts/post-leaving.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { createInvitation } from "../../factories/invitations";
import { createMember, type TestMember } from "../../factories/people";
import { buildPost, createComment, createPerson, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const BO = { name: "Bo", email: "bo@example.org" };

async function openWithAda({ role = "author" as TestMember["role"] } = {}) {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const ada = await createMember(site.db, "ada", { name: "Ada Farrow", role });
  const byAda = { viewer: ada };
  const go = (way: WayToLeave) => leave(site, ada, way, NOW);
  const faults = async () => (await checkSite(site, { repair: false, now: NOW })).left;
  const commentOf = (id: number) => site.db.comment.findUnique({ where: { id } });
  return { site, db: site.db, ada, byAda, go, faults, commentOf };
}

test("keeps a person's texts and removes everything that identifies them, when they anonymise", async () => {
  const { site, db, ada, byAda, go, faults, commentOf } = await openWithAda();
  const postId = await createPost(site, { writers: ["ada"] });
  const comment = await createComment(site, postId, { body: "Mine." }, byAda);
  const asGuest = await createComment(site, postId, {
    email: "Ada@Example.org",
    site: "https://ada.example",
  });
  await draftPost(site, buildPost({ writers: ["ada"] }), NOW);
  await db.person.update({ where: { id: ada.id }, data: { bioSource: "Ada.", site: "https://ada.example" } });
  await db.formerHandle.create({ data: { handle: "adah", skeleton: "adah", personId: ada.id } });

  expect(await go("anonymise")).toEqual({ ok: true });
  expect(await db.account.count()).toBe(0);
  expect(await db.session.count()).toBe(0);
  const person = await db.person.findUniqueOrThrow({ where: { id: ada.id } });
  expect(person).toMatchObject({
    name: "A former member",
    handle: `former-${ada.id}`,
    status: "gone",
    site: null,
  });
  expect(await commentOf(comment)).toMatchObject({ source: "Mine.", personId: ada.id, status: "approved" });
  expect(await commentOf(asGuest)).toMatchObject({ guestName: null, guestEmail: null, personId: ada.id });
  const rows = [await db.person.findMany(), await db.comment.findMany(), await db.formerHandle.findMany()];
  expect(JSON.stringify(rows).replace("post-", "")).not.toMatch(/ada/i);
  expect(await db.post.findMany({ select: { id: true } })).toEqual([{ id: postId }]);
  expect(await faults()).toEqual([]);
});

test("deletes an account once when the form is sent twice", async () => {
  const { db, go } = await openWithAda();
  const gone = await Promise.all([go("remove"), go("remove")]);
  expect(gone.sort((a, b) => Number(b.ok) - Number(a.ok))).toEqual([
    { ok: true },
    { ok: false, reason: "account.not-found" },
  ]);
  expect(await db.account.count()).toBe(0);
});

test("reserves the handles of a deleted account, and similar ones", async () => {
  const { db, ada, go } = await openWithAda();
  await db.formerHandle.create({ data: { handle: "vera", skeleton: "vera", personId: ada.id } });
  await go("anonymise");
  for (const handle of ["ada", "vera", "a-da"]) expect(await isHandleTaken(db, handle)).toBe(true);
  expect(await isHandleTaken(db, "adam")).toBe(false);
  expect([await isHandleOfFormer(db, "vera"), await isHandleOfFormer(db, "a-da")]).toEqual([true, false]);
});

test("deletes e-mails queued for the account's address, and sends a last one", async () => {
  const { db, ada, go } = await openWithAda();
  const payload = (to: string) => JSON.stringify({ to, subject: "Old", text: "", html: "", messageId: "x" });
  const job = { kind: "mail", dueAt: NOW, createdAt: NOW };
  await db.job.createMany({
    data: [
      { ...job, payload: payload(ada.email), status: "waiting" },
      { ...job, payload: payload(ada.email), status: "dead" },
      { ...job, payload: payload("xada@example.org"), status: "waiting" },
    ],
  });
  await db.write(async (tx) => {
    await issueToken(tx, "join", { payload: { email: ada.email } }, NOW);
    await issueToken(tx, "join", { payload: { suggested: { name: "", handle: "", email: ada.email } } }, NOW);
    await issueToken(tx, "reset", { accountId: ada.accountId }, NOW);
  });
  const bo = await db.person.create({ data: { handle: "bo", name: "Bo", createdAt: NOW } });
  const theirs = { email: "xada@example.org", personId: bo.id };
  for (const invited of [{ personId: ada.id }, { email: ada.email }, theirs])
    await createInvitation(db, invited);
  await go("anonymise");
  const jobs = await db.job.findMany({ where: { kind: "mail" }, orderBy: { id: "asc" } });
  const messages = jobs.map((row) => {
    const { to, subject } = JSON.parse(row.payload) as { to: string; subject: string };
    return [to, subject.replace(/ left .*/, " left")];
  });
  expect(messages).toEqual([
    ["xada@example.org", "Old"],
    [ada.email, "Your account at Longtable is deleted"],
  ]);
  expect(await db.token.count()).toBe(0);
  expect(await db.invitation.findMany({ select: { email: true, personId: true } })).toEqual([theirs]);
});

test("leaves a tombstone for an answered comment, and deletes an unanswered one", async () => {
  const { site, byAda, go, faults, commentOf } = await openWithAda();
  const postId = await createPost(site, { slug: "first" });
  const answered = await createComment(site, postId, { body: "Secret." }, byAda);
  const theirs = await createComment(site, postId, { ...BO, to: answered });
  const below = await createComment(site, postId, { to: theirs }, byAda);
  const alone = await createComment(site, postId, {}, byAda);
  const chain = await createComment(site, postId, {}, byAda);
  const chained = await createComment(site, postId, { to: chain }, byAda);
  const cited = await createComment(site, postId, {}, byAda);
  await createPost(site, { source: `It began [here](/comments/${cited}).` });
  const asGuest = await createComment(site, postId, { email: "ada@example.org" });

  await go("remove");
  const tombstone = {
    ...{ status: "erased", source: "", html: "", excerpt: "", personId: null },
    ...{ guestName: null, guestEmail: null, guestSite: null },
  };
  expect(await commentOf(answered)).toMatchObject({ ...tombstone, replyCount: 1, number: 1 });
  expect(await commentOf(theirs)).toMatchObject({ status: "approved", replyCount: 0, guestName: "Bo" });
  expect(await commentOf(cited)).toMatchObject(tombstone);
  for (const id of [below, alone, chain, chained, asGuest]) expect(await commentOf(id)).toBeNull();
  // The two responses are the other person's comment and the pingback.
  expect(await site.db.post.findUnique({ where: { id: postId } })).toMatchObject({ responseCount: 2 });
  expect(await faults()).toEqual([]);
});

test("deletes unanswered posts, leaves a tombstone for answered ones, and removes the byline from shared ones", async () => {
  const { site, db, ada, go, faults } = await openWithAda();
  await createPerson(site, "ken");
  const target = await createPost(site, { slug: "target" });
  const tags = ["access"];
  const answered = await createPost(site, {
    slug: "answered",
    writers: ["ada"],
    tags,
    source: "On [it](/posts/target).",
  });
  await createComment(site, answered, BO);
  const linked = await createPost(site, { slug: "linked", writers: ["ada"] });
  await createPost(site, { source: "As [she](/posts/linked) says." });
  const own = await createPost(site, { slug: "own", writers: ["ada"] });
  const alone = await createPost(site, {
    writers: ["ada"],
    tags,
    source: "[It](/posts/target), [mine](/posts/own).",
  });
  await createComment(site, alone, {}, { viewer: ada });
  const shared = await createPost(site, { writers: ["ken", "ada"] });
  const presented = await createPost(site, { presenters: ["ada"] });

  await go("remove");
  expect(await db.post.findUnique({ where: { id: answered } })).toMatchObject({
    ...{ title: "Deleted post", slug: "answered", summary: "", status: "published" },
    ...{ source: "The author deleted this post.", responseCount: 1 },
  });
  expect(await db.post.findUnique({ where: { id: linked } })).toMatchObject({
    responseCount: 1,
    wordCount: 5,
  });
  expect(await db.link.count({ where: { postId: answered } })).toBe(0);
  expect(await db.post.count({ where: { id: { in: [own, alone] } } })).toBe(0);
  const signers = await db.byline.findMany({
    where: { postId: { in: [shared, presented] } },
    select: { person: { select: { handle: true } } },
  });
  expect(signers.map(({ person }) => person.handle)).toEqual(["ken", "ken"]);
  expect(await db.tag.findMany({ select: { postCount: true } })).toEqual([{ postCount: 0 }]);
  expect(await db.post.findUnique({ where: { id: target } })).toMatchObject({ responseCount: 0 });
  expect(await faults()).toEqual([]);
});

test("keeps comments on a withdrawn post", async () => {
  const { site, db, go, faults } = await openWithAda();
  const postId = await createPost(site, { writers: ["ada"] });
  await createComment(site, postId, BO);
  await withdrawPost(site, postId, NOW);
  await go("remove");
  expect(await db.comment.count()).toBe(1);
  expect(await db.post.findFirst()).toMatchObject({ title: "Deleted post", status: "withdrawn" });
  expect(await faults()).toEqual([]);
});

test("invalidates pages with the person's name or texts", async () => {
  const { site, ada, byAda, go } = await openWithAda();
  const postId = await createPost(site);
  await createComment(site, postId, {}, byAda);
  const heard: string[] = [];
  site.db.onChange((keys) => heard.push(...keys));
  await go("remove");
  expect(heard).toEqual(
    expect.arrayContaining([`post:${postId}`, "responses", `person:${ada.id}`, "people"]),
  );
});

test("invalidates pages with a post's pingback when a name is removed from its byline", async () => {
  const { site, db, ada } = await openWithAda();
  await createPerson(site, "ken");
  const target = await createPost(site, { slug: "target" });
  const together = { writers: ["ada", "ken"], source: "As [this](/posts/target) says." };
  const source = await createPost(site, together);
  const [post] = (await listPostsToLeave(db, ada.id, 0, 9)).filter(({ id }) => id === source);
  if (!post) throw new Error("no post of theirs");
  const text = await site.render("Gone.", { kind: "post" });
  if (!text.ok) throw new Error(text.reason);
  const heard: string[] = [];
  db.onChange((keys) => heard.push(...keys));
  await db.write((tx) => clearPost(tx, post, { personId: ada.id, way: "remove", text }, NOW));
  expect(heard).toEqual(expect.arrayContaining([`post:${target}`, "responses"]));
});

test("refuses to delete the last administrator's account, and deletes one of two", async () => {
  const { site, db, go } = await openWithAda({ role: "administrator" });
  expect(await go("remove")).toEqual({ ok: false, reason: "account.last-administrator" });
  expect([await db.account.count(), await countGuestComments(db, "ada@example.org")]).toEqual([1, 0]);
  await createMember(site.db, "ken", { role: "administrator" });
  expect(await go("remove")).toEqual({ ok: true });
});

test("deletes the account when no text can be rendered, and the texts as soon as they can", async () => {
  const { site, db, ada, byAda, faults } = await openWithAda();
  const postId = await createPost(site, { writers: ["ada"] });
  await createComment(site, postId, BO);
  await createComment(site, postId, {}, byAda);
  const render: typeof site.render = async () => ({ ok: false, reason: "markdown.busy" });
  expect(await leave({ ...site, render }, ada, "remove", NOW)).toEqual({ ok: true });
  expect([await db.account.count(), await db.comment.count()]).toEqual([0, 2]);
  const job = await takeJob(db, "rendering", [clearWritingJob.kind], NOW);
  const work = clearWritingJob.payload.parse(JSON.parse(job?.payload ?? ""));
  await expect(clearWritingJob.run({ ...site, render }, work, NOW)).rejects.toThrow("markdown.busy");
  await clearWritingJob.run(site, work, NOW);
  for (let next = await takeJob(db, "rendering", [clearWritingJob.kind], NOW); next; ) {
    await clearWritingJob.run(site, clearWritingJob.payload.parse(JSON.parse(next.payload)), NOW);
    next = await takeJob(db, "rendering", [clearWritingJob.kind], NOW);
  }
  expect(await db.comment.findMany({ select: { guestName: true } })).toEqual([{ guestName: "Bo" }]);
  expect(await db.post.findUnique({ where: { id: postId } })).toMatchObject({
    source: "The author deleted this post.",
  });
  expect(await faults()).toEqual([]);
});
