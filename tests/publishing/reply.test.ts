import { expect, test } from "vitest";
import { guest } from "~/people/viewer";
import { replyTo } from "~/publishing/reply.server";
import { openMeans } from "../factories/database";
import { buildReply, createComment, createPerson, createPost, NOW } from "../factories/posts";

test("a reply keeps what was typed, and what is shown is made from it", async () => {
  const means = await openMeans();
  const postId = await createPost(means);
  const body = "I *agree*. <script>alert(1)</script>";
  const id = await createComment(means, postId, { body, site: "https://ada.example" });
  const comment = await means.db.comment.findUniqueOrThrow({ where: { id } });
  expect(comment).toMatchObject({
    source: body,
    status: "approved",
    guestEmail: "ada@example.org",
    number: 1,
  });
  expect(comment.html).toContain("<em>agree</em>");
  expect(comment.html).not.toContain("script");
});

test("the same said again by the same person in the same place is the comment that stands", async () => {
  const means = await openMeans();
  const postId = await createPost(means);
  const reply = buildReply({ email: "Ada@Example.org" });
  const first = await replyTo(means, guest, postId, reply, NOW);
  const again = await replyTo(means, guest, postId, { ...reply, email: "ada@example.org" }, NOW);
  expect(again).toEqual(first);
  expect(await means.db.post.findUnique({ where: { id: postId } })).toMatchObject({ responseCount: 1 });
});

test("ten presses of the button at once are one comment", async () => {
  const means = await openMeans();
  const postId = await createPost(means);
  const reply = buildReply();
  await Promise.all(Array.from({ length: 10 }, () => replyTo(means, guest, postId, reply, NOW)));
  expect(await means.db.comment.count()).toBe(1);
  expect(await means.db.post.findUnique({ where: { id: postId } })).toMatchObject({ responseCount: 1 });
});

test.each([
  ["another writer", { email: "bo@example.org" }],
  ["another text", { body: "Something else." }],
])("the same from %s is another comment", async (_, difference) => {
  const means = await openMeans();
  const postId = await createPost(means);
  const reply = buildReply();
  await replyTo(means, guest, postId, reply, NOW);
  await replyTo(means, guest, postId, { ...reply, ...difference }, NOW);
  expect(await means.db.comment.count()).toBe(2);
});

test("forty replies at once get forty numbers, and every count is right", async () => {
  const means = await openMeans();
  const postId = await createPost(means);
  const parent = await createComment(means, postId);
  await Promise.all(Array.from({ length: 40 }, () => createComment(means, postId, { to: parent })));
  const numbers = (await means.db.comment.findMany({ select: { number: true } })).map((row) => row.number);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
  expect(await means.db.post.findUnique({ where: { id: postId } })).toMatchObject({ responseCount: 41 });
  expect(await means.db.comment.findUnique({ where: { id: parent } })).toMatchObject({ replyCount: 40 });
});

test.each([
  ["answers a comment that isn't there", { to: 99_999 }, "comment.parent-not-found"],
  ["holds seven links elsewhere", { body: "https://a.example ".repeat(7) }, "comment.too-many-links"],
  ["would show nothing", { body: "<!-- nothing -->" }, "comment.empty"],
  ["would show only what nobody sees", { body: "\u200b &#8203;\n\n***" }, "comment.empty"],
  [
    "holds seven pictures elsewhere",
    { body: "![a](https://a.example/b.gif) ".repeat(7) },
    "comment.too-many-links",
  ],
  ["is nested past all sense", { body: ">".repeat(9_000) }, "markdown.too-deep"],
])("a reply that %s is refused, and nothing is counted", async (_, overrides, reason) => {
  const means = await openMeans();
  const postId = await createPost(means);
  expect(await replyTo(means, guest, postId, buildReply(overrides), NOW)).toEqual({ ok: false, reason });
  expect(await means.db.post.findUnique({ where: { id: postId } })).toMatchObject({
    responseCount: 0,
    responseNumber: 0,
  });
});

test("a comment of another post can't be answered here", async () => {
  const means = await openMeans();
  const elsewhere = await createComment(means, await createPost(means));
  const refused = await replyTo(means, guest, await createPost(means), buildReply({ to: elsewhere }), NOW);
  expect(refused).toEqual({ ok: false, reason: "comment.parent-not-found" });
});

test("links within the site don't count as advertisement", async () => {
  const means = await openMeans();
  const postId = await createPost(means);
  const body = Array.from({ length: 9 }, (_, index) => `[${index}](/posts/x${index})`).join(" ");
  expect(await replyTo(means, guest, postId, buildReply({ body }), NOW)).toMatchObject({ ok: true });
});

test("a person's comment is theirs, and carries no guest's name", async () => {
  const means = await openMeans();
  const postId = await createPost(means);
  const personId = await createPerson(means, "dele");
  const id = await createComment(means, postId, {}, { viewer: { kind: "person", id: personId } });
  expect(await means.db.comment.findUnique({ where: { id } })).toMatchObject({
    personId,
    guestName: null,
    guestEmail: null,
  });
});

test("a reply changes its post's page and the newest responses, and nothing else", async () => {
  const means = await openMeans();
  const postId = await createPost(means, { tags: ["access"] });
  await createPost(means, { tags: ["access"] });
  means.takeChanges();
  await createComment(means, postId);
  expect(means.takeChanges().toSorted()).toEqual([`post:${postId}`, "responses"]);
});
