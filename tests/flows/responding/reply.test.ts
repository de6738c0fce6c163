import { expect, test } from "vitest";
import { pruneRepliesJob } from "~/comments/reply/recent-replies.server";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { replyTo } from "~/flows/responding/reply.server";
import { BUSY } from "~/markdown/refusal";
import { guest } from "~/people/viewer";
import { openDeps } from "../../factories/database";
import { buildMember, createMember } from "../../factories/people";
import { buildReply, createComment, createPerson, createPost, NOW } from "../../factories/posts";

test("stores a reply as typed and renders it", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const body = "I *agree*. <script>alert(1)</script>";
  const id = await createComment(deps, postId, { body, site: "https://ada.example" });
  const comment = await deps.db.comment.findUniqueOrThrow({ where: { id } });
  expect(comment).toMatchObject({
    source: body,
    status: "approved",
    guestEmail: "ada@example.org",
    number: 1,
  });
  expect(comment.html).toContain("<em>agree</em>");
  expect(comment.html).not.toContain("script");
});

const SENT = { now: NOW, clientAddress: "192.0.2.1" };
const later = (seconds: number) => ({ ...SENT, now: new Date(NOW.getTime() + seconds * 1000) });

test("returns the existing comment for the same reply from the same network within ten minutes", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const reply = buildReply();
  const first = await replyTo(deps, guest, postId, reply, SENT);
  expect(await replyTo(deps, guest, postId, reply, later(599))).toEqual({ ...first, secret: null });
  expect(await deps.db.post.findUnique({ where: { id: postId } })).toMatchObject({ responseCount: 1 });
});

test("stores one comment for ten simultaneous copies of a reply", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const reply = buildReply();
  await Promise.all(Array.from({ length: 10 }, () => replyTo(deps, guest, postId, reply, SENT)));
  expect(await deps.db.comment.count()).toBe(1);
  expect(await deps.db.post.findUnique({ where: { id: postId } })).toMatchObject({ responseCount: 1 });
});

test("returns the existing comment for a repeated reply whose parent was deleted since", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const ada = await createMember(deps.db, "ada");
  const parent = await createComment(deps, postId, {}, { viewer: ada });
  const reply = buildReply({ to: parent });
  const first = await replyTo(deps, guest, postId, reply, SENT);
  await deleteComment(deps, ada, parent, NOW);
  expect(first.ok).toBe(true);
  expect(await replyTo(deps, guest, postId, reply, SENT)).toEqual({ ...first, secret: null });
});

test("returns the existing comment for a repeated reply that can’t be rendered just now", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const reply = buildReply();
  const first = await replyTo(deps, guest, postId, reply, SENT);
  const render = async () => BUSY;
  expect(await replyTo({ ...deps, render }, guest, postId, reply, SENT)).toEqual({ ...first, secret: null });
  const other = buildReply({ body: "Something else." });
  expect(await replyTo({ ...deps, render }, guest, postId, other, SENT)).toEqual(BUSY);
});

test("refuses a reply to a comment of a withdrawn post as one to a missing post", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const to = await createComment(deps, postId);
  await withdrawPost(deps, postId, NOW);
  for (const parent of [to, to + 1])
    expect(await replyTo(deps, guest, postId, buildReply({ to: parent }), SENT)).toEqual({
      ok: false,
      reason: "post.not-found",
    });
});

test.each([
  ["another name", { name: "Bo", email: "bo@example.org" }, SENT],
  ["another text", { body: "Something else." }, SENT],
  ["another website", { site: "https://bo.example" }, SENT],
  ["another network", {}, { ...SENT, clientAddress: "198.51.100.1" }],
  ["ten minutes later", {}, later(600)],
])("stores a second comment for the same reply with %s", async (_, difference, sent) => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const reply = buildReply();
  await replyTo(deps, guest, postId, reply, SENT);
  await replyTo(deps, guest, postId, { ...reply, ...difference }, sent);
  expect(await deps.db.comment.count()).toBe(2);
});

test.each([
  ["the same network", SENT],
  ["another network", { ...SENT, clientAddress: "198.51.100.1" }],
])("answers a repeated reply from %s alike, for a right and a wrong e-mail address", async (_, sent) => {
  const answers = [];
  for (const email of ["ada@example.org", "wrong@example.org"]) {
    const deps = await openDeps();
    const postId = await createPost(deps);
    const reply = buildReply({ body: "Noted.[^1]\n\n[^1]: Here." });
    const first = await replyTo(deps, guest, postId, reply, SENT);
    const again = await replyTo(deps, guest, postId, { ...reply, email }, sent);
    answers.push([first.ok, again.ok && again.comment.number]);
  }
  expect(answers[0]).toEqual(answers[1]);
});

test("gives footnotes of the same reply different ids on different posts", async () => {
  const deps = await openDeps();
  const reply = buildReply({ body: "Noted.[^1]\n\n[^1]: Here." });
  const ids = [];
  for (const postId of [await createPost(deps), await createPost(deps)]) {
    const id = await createComment(deps, postId, reply);
    const { html, idPrefix } = await deps.db.comment.findUniqueOrThrow({ where: { id } });
    expect(html).toContain(`id="${idPrefix}fn-1"`);
    ids.push(idPrefix);
  }
  expect(ids[0]).toMatch(/^c-.{8}-$/);
  expect(new Set(ids).size).toBe(2);
});

test("stores a second comment for a reply that was deleted", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const ada = await createMember(deps.db, "ada");
  const input = buildReply();
  const first = await createComment(deps, postId, input, { viewer: ada });
  await createComment(deps, postId, { to: first });
  await deleteComment(deps, ada, first, NOW);
  expect(await createComment(deps, postId, input, { viewer: ada })).not.toBe(first);
});

test("prunes recent replies after ten minutes", async () => {
  const deps = await openDeps();
  await createComment(deps, await createPost(deps));
  await pruneRepliesJob.run(deps, {}, later(599).now);
  expect(await deps.db.recentReply.count()).toBe(1);
  await pruneRepliesJob.run(deps, {}, later(601).now);
  expect(await deps.db.recentReply.count()).toBe(0);
});

test("numbers forty simultaneous replies consecutively and keeps every count right", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const parent = await createComment(deps, postId);
  await Promise.all(Array.from({ length: 40 }, () => createComment(deps, postId, { to: parent })));
  const numbers = (await deps.db.comment.findMany({ select: { number: true } })).map(
    (row) => row.number ?? 0,
  );
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
  expect(await deps.db.post.findUnique({ where: { id: postId } })).toMatchObject({ responseCount: 41 });
  expect(await deps.db.comment.findUnique({ where: { id: parent } })).toMatchObject({ replyCount: 40 });
});

test.each([
  ["answers an unknown comment", { to: 99_999 }, "comment.parent-not-found"],
  ["has seven external links", { body: "https://a.example ".repeat(7) }, "comment.too-many-links"],
  ["has eleven images", { body: "![a](/media/b.gif) ".repeat(11) }, "comment.too-many-pictures"],
  ["renders to nothing", { body: "<!-- nothing -->" }, "comment.empty"],
  ["renders to invisible characters", { body: "\u200b &#8203;\n\n***" }, "comment.empty"],
  [
    "has seven external images",
    { body: "![a](https://a.example/b.gif) ".repeat(7) },
    "comment.too-many-links",
  ],
  ["is nested too deeply", { body: ">".repeat(9_000) }, "markdown.too-deep"],
])("refuses a reply that %s, and counts nothing", async (_, overrides, reason) => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  expect(await replyTo(deps, guest, postId, buildReply(overrides), SENT)).toEqual({ ok: false, reason });
  expect(await deps.db.post.findUnique({ where: { id: postId } })).toMatchObject({
    responseCount: 0,
    responseNumber: 0,
  });
});

test("refuses a reply to a comment of another post", async () => {
  const deps = await openDeps();
  const elsewhere = await createComment(deps, await createPost(deps));
  const refused = await replyTo(deps, guest, await createPost(deps), buildReply({ to: elsewhere }), SENT);
  expect(refused).toEqual({ ok: false, reason: "comment.parent-not-found" });
});

test("accepts four images of the site, each loaded lazily", async () => {
  const deps = await openDeps();
  const id = await createComment(deps, await createPost(deps), { body: "![a](/media/b.gif) ".repeat(4) });
  const { html } = await deps.db.comment.findUniqueOrThrow({ where: { id } });
  expect([...html.matchAll(/<img [^>]*loading="lazy"/g)]).toHaveLength(4);
});

test("does not count links within the site", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const body = Array.from({ length: 9 }, (_, index) => `[${index}](/posts/x${index})`).join(" ");
  expect(await replyTo(deps, guest, postId, buildReply({ body }), SENT)).toMatchObject({ ok: true });
});

test("stores a member's comment without a guest's name", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const personId = await createPerson(deps, "dele");
  const id = await createComment(deps, postId, {}, { viewer: buildMember(personId) });
  expect(await deps.db.comment.findUnique({ where: { id } })).toMatchObject({
    personId,
    guestName: null,
    guestEmail: null,
  });
});

test("invalidates the post's page and the newest responses after a reply, wakes the jobs, and nothing else", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps, { tags: ["access"] });
  await createPost(deps, { tags: ["access"] });
  deps.takeChanges();
  await createComment(deps, postId);
  expect(deps.takeChanges().toSorted()).toEqual(["jobs", `post:${postId}`, "responses"]);
});

test("refuses a reply to a post that is withdrawn while the reply is rendered, and counts nothing", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const render: typeof deps.render = async (source, options) => {
    const text = await deps.render(source, options);
    await withdrawPost(deps, postId, NOW);
    return text;
  };
  const refused = await replyTo({ ...deps, render }, guest, postId, buildReply(), SENT);
  expect(refused).toEqual({ ok: false, reason: "post.not-found" });
  expect(await deps.db.comment.count()).toBe(0);
  expect(await deps.db.post.findUnique({ where: { id: postId } })).toMatchObject({ responseNumber: 0 });
});
