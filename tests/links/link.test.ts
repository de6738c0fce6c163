import { expect, onTestFinished, test } from "vitest";
import { addHeldComment } from "~/comments/comment.server";
import {
  deletePost,
  draftPost,
  editPost,
  publishDraft,
  publishPost,
} from "~/flows/publishing/publish-post.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { addLinks, findPings, MAX_LINKS_KEPT, MAX_PINGED_POSTS, resolveLinks } from "~/links/link.server";
import type { Link } from "~/markdown/rendered";
import { guest } from "~/people/viewer";
import { openDatabase } from "~/platform/database/database.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { newDatabaseUrl, openDeps, render } from "../factories/database";
import { createMember } from "../factories/people";
import { buildPost, buildReply, createComment, createPost, NOW } from "../factories/posts";

const linkTo = (href: string): Link => ({
  href,
  local: href.startsWith("/"),
  text: "it",
  sentence: `See ${href}.`,
});

test("resolves a post by its slug and its former one, and a response by its permanent address, in one batch", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  await editPost(deps, target, buildPost({ slug: "renamed" }), NOW);
  const comment = await createComment(deps, target);
  await createPost(deps, { source: "[It](/posts/renamed)" });
  const { id: pingback } = await deps.db.pingback.findFirstOrThrow();
  const draft = await draftPost(deps, buildPost({ slug: "draft" }), NOW);
  const hrefs = [
    ...[
      "/posts/renamed#x",
      "/POSTS/Target/",
      `/comments/${comment}`,
      `/pingbacks/${pingback}`,
      "/posts/draft",
    ],
    ...[
      "/posts/none",
      "/comments/999",
      "/tags/renamed",
      "https://elsewhere.example/posts/renamed",
      "/posts/%zz",
    ],
  ];
  const targetOf = await resolveLinks(
    deps.db,
    hrefs.map((href) => ({ href })),
  );
  const seen = { postId: target, since: expect.any(Date) };
  expect(hrefs.map(targetOf)).toEqual([
    ...[seen, seen, { ...seen, commentId: comment }, { ...seen, pingbackId: pingback }],
    { postId: draft.ok && draft.postId, since: undefined },
    ...[undefined, undefined, undefined, undefined, undefined],
  ]);
});

test("resolves two hundred links in as many queries as three", async () => {
  let queries = 0;
  const db = openDatabase(await newDatabaseUrl(), { onQuery: () => void queries++ });
  onTestFinished(() => db.close());
  const count = async (hrefs: string[]) => {
    queries = 0;
    await resolveLinks(
      db,
      hrefs.map((href) => ({ href })),
    );
    return queries;
  };
  const few = await count(["/posts/a", "/comments/1", "/pingbacks/1"]);
  const many = Array.from({ length: 200 }, (_, index) => index + 1).flatMap((id) => [
    `/posts/p${id}`,
    `/comments/${id}`,
    `/pingbacks/${id}`,
  ]);
  expect(few).toBeGreaterThan(0);
  expect(await count(many)).toBe(few);
});

test("stores a draft's links, and makes pingbacks of them when it is published", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const input = buildPost({ source: "See [this](/posts/target) and [that](https://elsewhere.example/)." });
  const draft = await draftPost(deps, input, NOW);
  if (!draft.ok) throw new Error(draft.reason);
  const rows = () =>
    deps.db.link.findMany({ orderBy: { position: "asc" }, select: { href: true, targetPostId: true } });
  expect(await rows()).toEqual([
    { href: "/posts/target", targetPostId: target },
    { href: "https://elsewhere.example/", targetPostId: null },
  ]);
  expect(await deps.db.pingback.count()).toBe(0);
  await publishDraft(deps, draft.postId, input, NOW);
  expect(await deps.db.pingback.count()).toBe(1);
  await editPost(deps, draft.postId, { ...input, source: "Nothing." }, NOW);
  expect([await rows(), await deps.db.pingback.count()]).toEqual([[], 0]);
});

test("deletes a comment's links when it is erased", async () => {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada");
  const postId = await createPost(deps, { slug: "first" });
  const linked = await createComment(deps, postId, {}, { viewer: ada });
  const body = `As [before](/comments/${linked}).`;
  const linking = await createComment(deps, postId, { body }, { viewer: ada });
  await createComment(deps, postId, { to: linking });
  expect(await deps.db.link.findMany()).toMatchObject([
    { commentId: linking, targetPostId: postId, targetCommentId: linked, sentence: "As before." },
  ]);
  await deleteComment(deps, ada, linking, NOW);
  expect(await deps.db.comment.count({ where: { id: linking } })).toBe(1);
  expect(await deps.db.link.count()).toBe(0);
  await deleteComment(deps, ada, linked, NOW);
  expect(await deps.db.comment.count({ where: { id: linked } })).toBe(0);
});

test("deletes a comment whole that only a comment links to", async () => {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada");
  const postId = await createPost(deps, { slug: "first" });
  const linked = await createComment(deps, postId, {}, { viewer: ada });
  await createComment(deps, postId, { body: `As [before](/comments/${linked}).` });
  await deleteComment(deps, ada, linked, NOW);
  expect(await deps.db.comment.count({ where: { id: linked } })).toBe(0);
  expect(await deps.db.link.findMany()).toMatchObject([{ targetPostId: null, targetCommentId: null }]);
});

test("a link to a pingback leads nowhere once the pingback is deleted", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps, { slug: "first" });
  const source = "See [it](/posts/first).";
  const input = buildPost({ source });
  const [edited, deleted] = [await createPost(deps, input), await createPost(deps, { source })];
  const rows = await deps.db.pingback.findMany({ orderBy: { id: "asc" } });
  for (const { id } of rows) await createComment(deps, postId, { body: `See [that](/pingbacks/${id}).` });
  const ofComments = () =>
    deps.db.link.findMany({
      where: { commentId: { not: null } },
      orderBy: { id: "asc" },
      select: { targetPostId: true, targetPingbackId: true },
    });
  expect(await ofComments()).toEqual(rows.map(({ id }) => ({ targetPostId: postId, targetPingbackId: id })));
  await editPost(deps, edited, { ...input, source: "No link." }, NOW);
  await deletePost(deps, deleted, NOW);
  const nowhere = { targetPostId: null, targetPingbackId: null };
  expect(await ofComments()).toEqual([nowhere, nowhere]);
});

test("resolves a post's links once when it is published", async () => {
  let queries = 0;
  const db = openDatabase(await newDatabaseUrl(), { onQuery: () => void queries++ });
  onTestFinished(() => db.close());
  const deps = { db, render };
  const count = async (make: () => Promise<{ ok: boolean }>) => {
    queries = 0;
    expect(await make()).toMatchObject({ ok: true });
    return queries;
  };
  const input = (slug: string, source: string) => buildPost({ slug, source });
  const link = "[It](/posts/none), [this](/comments/99).";
  await createPost(deps, { slug: "first" });
  const ofDraft = [
    await count(() => draftPost(deps, input("a", "None."), NOW)),
    await count(() => draftPost(deps, input("b", link), NOW)),
  ];
  const ofPost = [
    await count(() => publishPost(deps, input("c", "None."), NOW)),
    await count(() => publishPost(deps, input("d", link), NOW)),
  ];
  const added = ([without = 0, withLinks = 0]: number[]) => withLinks - without;
  expect(added(ofDraft)).toBeGreaterThan(0);
  expect(added(ofPost)).toBe(added(ofDraft));
});

test("keeps the place of a deleted comment that a post links to", async () => {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada");
  const postId = await createPost(deps, { slug: "first" });
  const linked = await createComment(deps, postId, {}, { viewer: ada });
  await createPost(deps, { source: `As [she said](/comments/${linked}).` });
  await deleteComment(deps, ada, linked, NOW);
  expect(await deps.db.comment.findUnique({ where: { id: linked } })).toMatchObject({
    status: "erased",
    number: 1,
  });
});

test("stores MAX_LINKS_KEPT links of a text at most, and pings MAX_PINGED_POSTS posts", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const links = Array.from({ length: MAX_LINKS_KEPT + 1 }, (_, index) => linkTo(`/posts/p${index}`));
  await deps.db.write((tx) => addLinks(tx, { postId }, links));
  expect(await deps.db.link.count()).toBe(MAX_LINKS_KEPT);
  const pings = findPings(0, links, (href) => ({ postId: Number(href.slice(8)) + 1, since: NOW }));
  expect(pings.size).toBe(MAX_PINGED_POSTS);
});

test("leaves a pingback whose target is hidden, and adds none to it", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps, { slug: "first" });
  const linked = await createComment(deps, postId);
  const input = buildPost({ source: `As [they said](/comments/${linked}).` });
  const from = await createPost(deps, input);
  const hide = (status: "removed" | "approved") =>
    deps.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: linked }, status));
  await hide("removed");
  await editPost(deps, from, { ...input, title: "Edited" }, NOW);
  expect(await deps.db.pingback.count({ where: { postId, sourcePostId: from } })).toBe(1);
  await createPost(deps, { source: `So [they said](/comments/${linked}).` });
  expect(await deps.db.pingback.count()).toBe(1);
});

test("keeps a pingback hidden whose link goes and returns, until its post is deleted", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps, { slug: "first" });
  const input = buildPost({ source: "See [it](/posts/first)." });
  const from = await createPost(deps, input);
  const { id } = await deps.db.pingback.findFirstOrThrow();
  await deps.db.write((tx) => setResponseStatus(tx, { kind: "pingback", id }, "removed"));
  await editPost(deps, from, { ...input, source: "No link." }, NOW);
  await editPost(deps, from, input, NOW);
  expect(await deps.db.pingback.findMany()).toMatchObject([{ id, postId, status: "removed" }]);
  expect(await deps.db.post.findUnique({ where: { id: postId } })).toMatchObject({ responseCount: 0 });
  await deletePost(deps, from, NOW);
  expect(await deps.db.pingback.count()).toBe(0);
});

test("deletes a held comment whole, also when a draft links to it, and moves a held reply up", async () => {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada");
  const postId = await createPost(deps, { slug: "first" });
  const top = await createComment(deps, postId, {}, { viewer: ada });
  await draftPost(deps, buildPost({ source: `As [they said](/comments/${top}).` }), NOW);
  const text = { html: "<p>Held.</p>", excerpt: "Held." };
  const input = buildReply({ to: top });
  const held = await deps.db.write((tx) =>
    addHeldComment(tx, guest, { postId, input, text, idPrefix: "c-x-" }, "everyone", NOW),
  );
  expect(held.ok).toBe(true);
  await deleteComment(deps, ada, top, NOW);
  expect(await deps.db.comment.findMany()).toMatchObject([{ status: "held", parentId: null, number: null }]);
});
