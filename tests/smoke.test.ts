import { expect, test } from "vitest";
import { createComment, createPost } from "./factories/posts";
import { openTestSite } from "./factories/site";

test("a post with a comment is served", async () => {
  const site = await openTestSite();
  const id = await createPost(site.ground, { slug: "x", title: "Hello" });
  await createComment(site.ground, id);
  const page = await site.get("/posts/x");
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("1 response to ‘Hello’");
});
