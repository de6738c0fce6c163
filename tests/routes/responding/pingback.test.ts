// Permanent URLs of pingbacks.

import { expect, test } from "vitest";
import { editPost } from "~/flows/publishing/publish-post.server";
import { buildPost, createPost, NOW } from "../../factories/posts";
import { openTestSite } from "../../factories/site";

/** Post B links to post A. */
async function openPair() {
  const site = await openTestSite();
  const a = buildPost({ slug: "a" });
  const aId = await createPost(site.services, a);
  const b = buildPost({ slug: "b", source: "See [A](/posts/a)." });
  const bId = await createPost(site.services, b);
  const { id } = await site.services.db.pingback.findFirstOrThrow();
  const { db } = site.services;
  return { site, db, a, aId, b, bId, id };
}

test("redirects from a pingback's URL to its place under the post's current slug", async () => {
  const { site, a, aId, id } = await openPair();
  await editPost(site.services, aId, { ...a, slug: "renamed" }, NOW);
  const answer = await site.get(`/pingbacks/${id}`);
  const location = answer.headers.get("Location") ?? "";
  expect([answer.status, location]).toEqual([302, `/posts/renamed#pingback-${id}`]);
  expect(await (await site.get(location)).text()).toContain(`<li id="pingback-${id}"`);
});

test("redirects from a pingback's URL to its page of a long discussion", async () => {
  const { site, db, aId } = await openPair();
  const second = await createPost(site.services, { source: "See [A](/posts/a), too." });
  const { id } = await db.pingback.findFirstOrThrow({ where: { sourcePostId: second } });
  await db.responsePage.createMany({
    data: ["", "0002"].map((startPath) => ({ postId: aId, startPath, size: 1 })),
  });
  await db.post.update({ where: { id: aId }, data: { responseNumber: 301 } });
  expect((await site.get(`/pingbacks/${id}`)).headers.get("Location")).toBe(`/posts/a?page=2#pingback-${id}`);
});

test.each(["/", "/posts/a"])("links a pingback by its permanent URL on %s", async (page) => {
  const { site, id } = await openPair();
  expect(await (await site.get(page)).text()).toContain(`href="/pingbacks/${id}"`);
});

test("treats a link to a pingback as a link to its post", async () => {
  const { site, db, aId, id } = await openPair();
  const c = await createPost(site.services, { source: `As [this says](/pingbacks/${id}).` });
  expect(await db.pingback.count({ where: { sourcePostId: c, postId: aId } })).toBe(1);
});

test.each(["999999", "0", "abc", "1e3"])("answers pingback %s with 404", async (id) => {
  const { site } = await openPair();
  const answer = await site.get(`/pingbacks/${id}`);
  expect([answer.status, (await answer.text()).includes("Pingback not found")]).toEqual([404, true]);
});

test("answers a pingback from a withdrawn post with 404", async () => {
  const { site, db, bId, id } = await openPair();
  await db.post.update({ where: { id: bId }, data: { status: "draft" } });
  expect((await site.get(`/pingbacks/${id}`)).status).toBe(404);
});
