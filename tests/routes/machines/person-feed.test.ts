// The feeds of a person over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { editPost, withdrawPost } from "~/flows/publish-post.server";
import { upsertPerson } from "~/people/upsert-person.server";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { all, readXml, textOf } from "../../feeds/xml";
import { cacheCounts } from "../kept-pages";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
});
afterAll(() => site.close());

const FEEDS: [string, string][] = [
  ["feed", "application/rss+xml"],
  ["feed.atom", "application/atom+xml"],
  ["feed.json", "application/feed+json"],
];

interface JsonFeed {
  feed_url: string;
  items: { id: string; url: string; title: string; content_html: string; authors: { name: string }[] }[];
}

const readJson = async (handle: string): Promise<JsonFeed> =>
  (await site.get(`/people/${handle}/feed.json`)).json();

test.each(FEEDS)(
  "caches %s like a page, names its type, and answers a conditional request with 304",
  async (place, type) => {
    await createPost(site.services, { writers: ["kept"] });
    const path = `/people/kept/${place}`;
    const first = await site.get(path);
    await first.text();
    expect([first.status, first.headers.get("Content-Type")]).toEqual([200, `${type}; charset=utf-8`]);
    expect(first.headers.get("Cache-Control")).toBe("public, no-cache");

    const { hit } = await cacheCounts(site);
    const [etag, date] = [first.headers.get("ETag") ?? "", first.headers.get("Last-Modified") ?? ""];
    const ask = async (headers: Record<string, string>) => (await site.get(path, { headers })).status;
    // fetch adds `Cache-Control: no-cache` to a conditional request that has no Cache-Control header.
    const fresh = { "Cache-Control": "max-age=0" };
    expect(await ask({ ...fresh, "If-None-Match": etag })).toBe(304);
    expect(await ask({ ...fresh, "If-Modified-Since": date })).toBe(304);
    expect((await cacheCounts(site)).hit).toBe(hit + 2);

    await createPost(site.services, { writers: ["kept"] });
    expect(await ask({ ...fresh, "If-Modified-Since": date })).toBe(200);
    expect(await ask({ ...fresh, "If-None-Match": etag })).toBe(200);
  },
);

test("links each feed to itself and the person's page, and the page to each feed", async () => {
  await createPost(site.services, { writers: ["named"] });
  const page = `${site.address}/people/named`;
  const html = await (await site.get("/people/named")).text();
  const links = [...html.matchAll(/<link rel="alternate" type="([^"]+)"[^>]*href="([^"]+)"/g)];
  expect(links.map(([, type, href]) => [href, type])).toEqual(
    FEEDS.map(([place, type]) => [`${page}/${place}`, type]),
  );
  for (const [place] of FEEDS) expect(html).toContain(`<a href="/people/named/${place}"`);

  expect((await readJson("named")).feed_url).toBe(`${page}/feed.json`);
  const rss = all(readXml(await (await site.get("/people/named/feed")).text()), "channel")[0];
  expect(textOf(rss, "link")).toBe(page);
});

test("contains whole posts with absolute URLs, and ids that survive a new slug", async () => {
  const input = buildPost({ slug: "to-move", writers: ["whole", "second"], presenters: ["third"] });
  const source = "See [that](/posts/other) and [below](#p).\n\n![A map](/media/map.png)";
  const id = await createPost(site.services, { ...input, source });
  const before = (await readJson("whole")).items[0];
  expect(before?.authors.map((author) => author.name)).toEqual(["whole", "second"]);
  expect(before?.content_html).toContain(`href="${site.address}/posts/other"`);
  expect(before?.content_html).toContain(`href="${site.address}/posts/to-move#p"`);
  expect(before?.content_html).not.toMatch(/(href|src)="[/#]/);

  await editPost(
    site.services,
    id,
    { ...input, slug: "moved", title: "New" },
    new Date("2026-05-01T09:00:00Z"),
  );
  const after = (await readJson("whole")).items[0];
  expect([after?.url, after?.title]).toEqual([`${site.address}/posts/moved`, "New"]);
  expect(after?.id).toBe(before?.id);
  expect((await readJson("third")).items.length).toBe(1);
});

test("contains the newest posts and no draft", async () => {
  const at = (day: number) => new Date(Date.UTC(2026, 3, day));
  for (let day = 1; day <= 14; day++)
    await createPost(site.services, { title: `Day ${day}`, writers: ["many"] }, at(day));
  const hidden = await createPost(site.services, { title: "Hidden", writers: ["many"] }, at(20));
  await withdrawPost(site.services, hidden, NOW);
  const titles = (await readJson("many")).items.map((item) => item.title);
  expect(titles).toEqual(Array.from({ length: 12 }, (_, index) => `Day ${14 - index}`));
});

test("shows a new name at once, and exists without posts", async () => {
  await upsertPerson(site.services, { handle: "silent", name: "Silent", bio: "" }, NOW);
  const titleOf = async () =>
    textOf(
      readXml(await (await site.get("/people/silent/feed.atom")).text()),
      "{http://www.w3.org/2005/Atom}title",
    );
  expect(await titleOf()).toMatch(/^Posts by Silent · /);
  await upsertPerson(site.services, { handle: "silent", name: "Renamed & more", bio: "" }, NOW);
  expect(await titleOf()).toMatch(/^Posts by Renamed & more · /);
});

test("keeps a feed cached after a comment on another person's post, and answers 404 for an unknown person", async () => {
  const other = await createPost(site.services, { writers: ["another"] });
  await createPost(site.services, { writers: ["quiet"] });
  await site.get("/people/quiet/feed");
  const { hit } = await cacheCounts(site);
  await createComment(site.services, other);
  await site.get("/people/quiet/feed");
  expect((await cacheCounts(site)).hit).toBe(hit + 1);
  expect((await site.get("/people/nobody-at-all/feed")).status).toBe(404);
});
