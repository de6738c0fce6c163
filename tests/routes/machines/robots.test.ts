import { expect, test } from "vitest";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite } from "../../factories/site";

test("disallows forms and allows everything else", async () => {
  const site = await openTestSite();
  const answer = await site.get("/robots.txt");
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "text/plain; charset=utf-8"]);
  const rules = (await answer.text()).trim().split("\n");
  expect(rules).toEqual(["User-agent: *", "Disallow: /posts/*/respond", "Disallow: /posts/*/preview"]);
});

test("marks links to reply forms as nofollow", async () => {
  const site = await openTestSite();
  await createComment(site.services, await createPost(site.services, { slug: "x" }));
  expect(await (await site.get("/posts/x")).text()).toMatch(/<a class="reply-link"[^>]* rel="nofollow"/);
});
