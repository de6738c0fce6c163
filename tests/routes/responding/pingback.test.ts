// The lasting address of a pingback.

import { expect, test } from "vitest";
import { editPost } from "~/flows/publish-post.server";
import { buildPost, createPost, NOW } from "../../factories/posts";
import { openTestSite } from "../../factories/site";

/** Post B links to A. */
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

test("a pingback is led to where it stands, whatever its post is called by then", async () => {
  const { site, a, aId, id } = await openPair();
  await editPost(site.services, aId, { ...a, slug: "renamed" }, NOW);
  const answer = await site.get(`/pingbacks/${id}`);
  const location = answer.headers.get("Location") ?? "";
  expect([answer.status, location]).toEqual([302, `/posts/renamed#pingback-${id}`]);
  expect(await (await site.get(location)).text()).toContain(`<li id="pingback-${id}"`);
});

test("a pingback of a long discussion is led to on its page", async () => {
  const { site, db, aId, id } = await openPair();
  await db.responsePage.createMany({
    data: ["", "0001"].map((startPath) => ({ postId: aId, startPath, size: 1 })),
  });
  await db.post.update({ where: { id: aId }, data: { responseNumber: 301 } });
  expect((await site.get(`/pingbacks/${id}`)).headers.get("Location")).toBe(`/posts/a?page=2#pingback-${id}`);
});

test.each(["/", "/posts/a"])("%s gives a pingback by that address", async (page) => {
  const { site, id } = await openPair();
  expect(await (await site.get(page)).text()).toContain(`href="/pingbacks/${id}"`);
});

test("a link to a pingback is a link to the post under which it stands", async () => {
  const { site, db, aId, id } = await openPair();
  const c = await createPost(site.services, { source: `As [this says](/pingbacks/${id}).` });
  expect(await db.pingback.count({ where: { sourcePostId: c, postId: aId } })).toBe(1);
});

test.each(["999999", "0", "abc", "1e3"])("there is no pingback %s", async (id) => {
  const { site } = await openPair();
  const answer = await site.get(`/pingbacks/${id}`);
  expect([answer.status, (await answer.text()).includes("Pingback not found")]).toEqual([404, true]);
});

test("a pingback from a post that is a draft again is led to by nobody", async () => {
  const { site, db, bId, id } = await openPair();
  await db.post.update({ where: { id: bId }, data: { status: "draft" } });
  expect((await site.get(`/pingbacks/${id}`)).status).toBe(404);
});
