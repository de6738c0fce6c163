// No page shows another person's e-mail address.

import { expect, test } from "vitest";
import { createMember } from "../factories/people";
import { createComment, createPost } from "../factories/posts";
import { openTestSite } from "../factories/site";
import { crawl } from "./crawl";

const ADDRESS = /[\w.+-]+(?:@|%40|&#x?4?0?;)[\w-]+\.[\w.-]+/gi;

test("shows no e-mail address but the reader's own on any page of a guest or a member", async () => {
  const site = await openTestSite();
  const { services } = site;
  const ada = await createMember(services.db, "ada", { role: "author" });
  const bo = await createMember(services.db, "bo", { role: "reader" });
  const postId = await createPost(services, { slug: "first", writers: ["ada"], tags: ["access"] });
  await createPost(services, { source: "On [it](/posts/first).", writers: ["ada"] });
  const top = await createComment(services, postId, { email: "guest@private.example", name: "Guest" });
  await createComment(services, postId, { to: top }, { viewer: bo });
  await createComment(services, postId, { to: top }, { viewer: ada });
  await createComment(services, postId, { email: bo.email, name: "Bo before" });
  const start = [
    ...[
      "/",
      "/settings",
      "/settings/data",
      "/settings/comments",
      "/feed",
      "/feed.xml",
      "/metrics",
      "/healthz",
    ],
    ...["/sitemap.xml", "/robots.txt", "/search?q=example.org", "/people", "/readyz", "/people/ada"],
  ];

  const asGuest = await crawl(site, start, {});
  expect([...asGuest.keys()]).toEqual(
    expect.arrayContaining(["/posts/first", "/people/bo", `/comments/${top}`, "/tags/access", "/privacy"]),
  );
  const asBo = await crawl(site, start, { Cookie: bo.cookie });
  expect(asBo.get("/settings/comments")).toContain("Bo before");
  const leaks = (pages: Map<string, string>, own: string[]) =>
    [...pages].flatMap(([path, body]) =>
      [...new Set(body.match(ADDRESS) ?? [])]
        .filter((found) => !own.includes(found))
        .map((found) => [path, found]),
    );
  expect(leaks(asGuest, [])).toEqual([]);
  expect(leaks(asBo, [bo.email])).toEqual([]);
});
