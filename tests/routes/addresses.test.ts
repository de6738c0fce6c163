// No page shows another person's e-mail address.

import { expect, test } from "vitest";
import { createMember } from "../factories/people";
import { createComment, createPost } from "../factories/posts";
import { openTestSite, type TestSite } from "../factories/site";

const ADDRESS = /[\w.+-]+(?:@|%40|&#x?4?0?;)[\w-]+\.[\w.-]+/gi;

/** All pages reachable from `start` by links of this site, without the forms' placeholder. */
async function crawl(site: TestSite, start: string[], headers: Record<string, string>) {
  const pages = new Map<string, string>();
  const read = async (path: string) => {
    const answer = await site.get(path, { headers });
    const body = `${[...answer.headers].join("\n")}\n${await answer.text()}`;
    pages.set(path, body);
    const found = [...body.matchAll(/(?:href|src|action)="(\/[^"#]*)/g)].map(([, href = ""]) => href);
    return [...found, answer.headers.get("Location")?.split("#")[0] ?? ""]
      .filter((next) => next.startsWith("/") && !next.startsWith("/assets/"))
      .map((next) => next.replaceAll("&amp;", "&"));
  };
  for (let waiting = start; waiting.length > 0; ) {
    const found = (await Promise.all(waiting.map(read))).flat();
    waiting = [...new Set(found)].filter((path) => !pages.has(path));
  }
  return pages;
}

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
