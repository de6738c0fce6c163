// Pages that are not found: status, message and suggestion.

import { afterAll, beforeAll, expect, test } from "vitest";
import { draftPost } from "~/flows/publishing/publish-post.server";
import { buildPost, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";

let site: TestSite;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  await createPost(site.services, {
    slug: "asking-differently",
    title: "Asking differently",
    tags: ["shown"],
  });
  await draftPost(site.services, buildPost({ slug: "draft", tags: ["drafted"] }), NOW);
});
afterAll(() => site.close());

test.each([
  ["/posts/asking-differntly", "post", "/posts/asking-differently"],
  ["/posts/draft", "post", "/"],
  ["/posts/%E2%80%AE", "post", "/"],
  ["/posts/asking-differently?page=2", "page of responses", "/posts/asking-differently"],
  ["/tags/gone", "tag", "/tags"],
  ["/tags/drafted", "tag", "/tags"],
  ["/tags/shown?before=999", "page of posts", "/tags/shown"],
  ["/series/gone", "series", "/series"],
  ["/people/gone", "person", "/"],
  ["/archive/2026/03?before=x", "page of posts", "/archive/2026/03"],
  ["/archive/1999/01", "month", "/archive"],
  ["/archive/2026/13", "month", "/archive"],
  ["/archive/2026/00", "month", "/archive"],
  ["/archive/26/3", "month", "/archive"],
  ["/comments/404", "comment", "/"],
  ["/?before=999", "page of posts", "/"],
  ["/?before=1", "page of posts", "/"],
  ["/tags/shown?before=1", "page of posts", "/tags/shown"],
  ["/people/ken?before=1", "page of posts", "/people/ken"],
  ["/archive/2026/03?after=1", "page of posts", "/archive/2026/03"],
  ["/?after=x", "page of posts", "/"],
  ["/?after=1&before=1", "page of posts", "/"],
  ["/nowhere", "page", "/"],
  ["/posts", "page", "/"],
  ["/posts/asking-differently/nowhere", "page", "/"],
  ["/.env", "page", "/"],
  ["/wp-login.php", "page", "/"],
])(
  "answers %s with 404, says that the %s is not found, and links to %s",
  async (address, what, suggestion) => {
    const answer = await site.get(address);
    const html = await answer.text();
    expect(answer.status).toBe(404);
    expect(html).toContain(`${what.charAt(0).toUpperCase()}${what.slice(1)} not found`);
    expect(html).toMatch(new RegExp(`<main.*href="${suggestion}".*</main>`, "s"));
  },
);

test("does not echo the URL on the error page", async () => {
  const html = await (await site.get("/posts/%3Cscript%3Ealert(1)%3C/script%3E")).text();
  expect(html).not.toMatch(/<script>alert|alert\(1\)/);
});

test("answers a POST to an unknown page with 404", async () => {
  expect((await site.post("/nowhere", {})).status).toBe(404);
});

test("answers a POST to a page without a form with 405 and the site's own message", async () => {
  const answer = await site.post("/tags", {});
  const html = await answer.text();
  expect([answer.status, html.includes("This page doesn’t accept forms")]).toEqual([405, true]);
  expect(html).not.toMatch(/`action|route|Error:/);
});

test("does not cache a 404", async () => {
  expect((await site.get("/posts/tomorrow")).status).toBe(404);
  await createPost(site.services, { slug: "tomorrow" });
  expect((await site.get("/posts/tomorrow")).status).toBe(200);
});
