import { expect, test } from "vitest";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite } from "../../factories/site";

test("programs are asked to keep out of the forms, and let in everywhere else", async () => {
  const site = await openTestSite();
  const answer = await site.get("/robots.txt");
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "text/plain; charset=utf-8"]);
  const rules = (await answer.text()).trim().split("\n");
  expect(rules).toEqual(["User-agent: *", "Disallow: /posts/*/respond", "Disallow: /posts/*/preview"]);
});

test("a program that follows links is not led to a form for each response", async () => {
  const site = await openTestSite();
  await createComment(site.services, await createPost(site.services, { slug: "x" }));
  expect(await (await site.get("/posts/x")).text()).toMatch(/<a class="reply-link"[^>]* rel="nofollow"/);
});
