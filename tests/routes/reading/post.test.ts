import { expect, test } from "vitest";
import { editPost } from "~/publishing/publish-post.server";
import { buildPost, createPost, NOW } from "../../factories/posts";
import { openTestSite } from "../../factories/site";

test("a slug that changed redirects for ever, through every change", async () => {
  const site = await openTestSite();
  const post = buildPost({ slug: "first" });
  const id = await createPost(site.ground, post);
  for (const slug of ["second", "third"]) await editPost(site.ground, id, { ...post, slug }, NOW);
  for (const slug of ["first", "second"]) {
    const answer = await site.get(`/posts/${slug}`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([301, "/posts/third"]);
  }
});

test("a page that was kept under the old slug is not shown again", async () => {
  const site = await openTestSite();
  const post = buildPost({ slug: "first" });
  const id = await createPost(site.ground, post);
  await site.get("/posts/first");
  await editPost(site.ground, id, { ...post, slug: "second" }, NOW);
  expect((await site.get("/posts/first")).status).toBe(301);
});
