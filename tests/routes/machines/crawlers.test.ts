// What crawlers are told: robots.txt and the sitemap.

import { expect, test } from "vitest";
import { AI_CRAWLERS } from "~/feeds/sitemap/ai-crawlers";
import { IDS_IN_A_PART } from "~/feeds/sitemap/sitemap";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { upsertSeries } from "~/series/series.server";
import { saveSettings } from "~/site/site.server";
import { createPage } from "../../factories/pages";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";
import { openTestSite, type TestSite } from "../../factories/site";
import { cacheCounts } from "../kept-pages";

const RULES = [
  "User-agent: *",
  "Disallow: /posts/*/respond",
  "Disallow: /posts/*/preview",
  "Disallow: /search",
  "",
];

test("robots.txt disallows forms, names the sitemap, and asks AI crawlers to stay away once the site says so", async () => {
  const site = await openTestSite();
  const read = async () => {
    const answer = await site.get("/robots.txt");
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "text/plain; charset=utf-8"]);
    return (await answer.text()).trim().split("\n");
  };
  const sitemap = `Sitemap: ${site.address}/sitemap.xml`;
  expect(await read()).toEqual([...RULES, sitemap]);

  await saveSettings(site.services, buildSettings({ aiCrawlersAway: "yes" }));
  const names = AI_CRAWLERS.map((name) => `User-agent: ${name}`);
  expect(await read()).toEqual([...RULES, ...names, "Disallow: /", "", sitemap]);
});

test("marks links to reply forms as nofollow", async () => {
  const site = await openTestSite();
  await createComment(site.services, await createPost(site.services, { slug: "x" }));
  expect(await (await site.get("/posts/x")).text()).toMatch(/<a class="reply-link"[^>]* rel="nofollow"/);
});

/** The addresses that the sitemap lists, without that of the site, with the change that each has; by part. */
async function readParts(site: TestSite): Promise<Record<string, [path: string, changedAt?: string][]>> {
  const locations = async (address: string) => {
    const answer = await site.get(address);
    expect([address, answer.status, answer.headers.get("Content-Type")]).toEqual([
      address,
      200,
      "application/xml; charset=utf-8",
    ]);
    const entries = (await answer.text()).matchAll(/<loc>([^<]*)<\/loc>(?:<lastmod>([^<]*)<\/lastmod>)?/g);
    return [...entries].map(([, url = "", at]): [string, string?] => {
      expect(url.startsWith(site.address)).toBe(true);
      const path = url.slice(site.address.length);
      return at === undefined ? [path] : [path, at];
    });
  };
  const parts = await locations("/sitemap.xml");
  const pages = parts.map(async ([part]) => [part.split("=")[1], await locations(part)]);
  return Object.fromEntries(await Promise.all(pages));
}

const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

test("the sitemap lists what search engines may show, with the day on which a post or a page changed, and splits by ids", async () => {
  const site = await openTestSite({ env: { PAGE_CACHE: "on" } });
  const { services } = site;
  const { db } = services;
  await createMember(db, "silent");
  await upsertSeries(services, { slug: "walks", title: "Walks", status: "under way", intro: "" }, NOW);
  await upsertSeries(services, { slug: "empty", title: "Empty", status: "under way", intro: "" }, NOW);
  const quiet = await createPost(services, { slug: "quiet", tags: ["Été & co"], series: "walks", part: 1 });
  const asked = await createPost(services, { slug: "asked", writers: ["zoe"] });
  await createComment(services, asked, {}, { now: days(3) });
  await createPost(services, { slug: "kept-off", noindex: true });
  await withdrawPost(services, await createPost(services, { slug: "gone", tags: ["gone"] }), days(1));
  const withdrawn = await createPage(services, { slug: "past", title: "Past" });
  await db.page.update({ where: { id: withdrawn }, data: { status: "withdrawn" } });
  const page = await createPage(services, { slug: "about", title: "About" });
  const { updatedAt } = await db.page.findUniqueOrThrow({ where: { id: page } });

  const expected = {
    "posts-1": [
      ["/posts/quiet", NOW.toISOString()],
      ["/posts/asked", days(3).toISOString()],
    ],
    "pages-1": [["/pages/about", updatedAt.toISOString()]],
    "series-1": [["/series/walks"]],
    "tags-1": [["/tags/%C3%A9t%C3%A9-and-co"]],
    "people-1": [["/people/ken"], ["/people/zoe"]],
    "months-1": [["/"], ["/archive"], ["/archive/2026/03"]],
  };
  expect(await readParts(site)).toEqual(expected);
  const before = await cacheCounts(site);
  await readParts(site);
  expect((await cacheCounts(site)).hit).toBeGreaterThanOrEqual(before.hit + 7);

  // A response, and what a moved post leaves, are seen at once.
  await createComment(services, quiet, {}, { now: days(4) });
  expect((await readParts(site))["posts-1"]?.[0]).toEqual(["/posts/quiet", days(4).toISOString()]);
  await db.post.update({ where: { id: quiet }, data: { id: 2 * IDS_IN_A_PART + 1 } });
  await db.write(async (tx) => tx.invalidate("posts"));
  const split = await readParts(site);
  expect(Object.keys(split).filter((part) => part.startsWith("posts"))).toEqual(["posts-1", "posts-3"]);
  expect([split["posts-1"]?.length, split["posts-3"]?.[0]?.[0]]).toEqual([1, "/posts/quiet"]);
});

test("a part of the sitemap that there isn't is not found", async () => {
  const site = await openTestSite();
  await createPost(site.services);
  for (const part of [
    "posts-0",
    "posts-2",
    "posts-999999",
    "posts-9999999999",
    "posts-1x",
    "constructor-1",
    "",
  ])
    expect([part, (await site.get(`/sitemap.xml?part=${part}`)).status]).toEqual([part, 404]);
});
