import { expect, test } from "vitest";
import { editPost } from "~/flows/publishing/publish-post.server";
import { isOfThePage } from "~/markdown/decoration/sections";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite } from "../../factories/site";
import { idsOf } from "../../markdown/page";

test("redirects every former slug for ever", async () => {
  const site = await openTestSite();
  const post = buildPost({ slug: "first" });
  const id = await createPost(site.services, post);
  for (const slug of ["second", "third"]) await editPost(site.services, id, { ...post, slug }, NOW);
  for (const slug of ["first", "second"]) {
    const answer = await site.get(`/posts/${slug}`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([301, "/posts/third"]);
  }
});

test("does not show the page cached for a former slug", async () => {
  const site = await openTestSite();
  const post = buildPost({ slug: "first" });
  const id = await createPost(site.services, post);
  await site.get("/posts/first");
  await editPost(site.services, id, { ...post, slug: "second" }, NOW);
  expect((await site.get("/posts/first")).status).toBe(301);
});

test("reserves every id of a post's page outside the text, so that no section takes it", async () => {
  const site = await openTestSite();
  const id = await createPost(site.services, { slug: "first", source: "A text without ids." });
  await createComment(site.services, id, { body: "A comment[^1] with <b id=x>ids</b>.\n\n[^1]: A note." });
  await createPost(site.services, { source: "See [the first](/posts/first)." });
  const ids = idsOf(await (await site.get("/posts/first")).text());
  expect(ids.length).toBeGreaterThan(10);
  expect(ids.filter((name) => !isOfThePage(name))).toEqual([]);
});

test.each(["/posts/%0A", "/posts/%C3%A9", "/posts/nothing"])(
  "redirects from %s with another browser's notice to the URL without it",
  async (path) => {
    const site = await openTestSite();
    for (const query of ["", "page=2&"]) {
      const answer = await site.get(`${path}?${query}done=posted-1`);
      const plain = query ? `${path}?page=2` : path;
      expect([answer.status, answer.headers.get("Location")]).toEqual([302, plain]);
      expect((await site.get(plain)).status).toBe(404);
    }
  },
);
