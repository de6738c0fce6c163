// Feeds over HTTP: each kind in each format.

import { parseOpml } from "feedsmith";
import { afterAll, beforeAll, expect, test } from "vitest";
import { editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { upsertPerson } from "~/people/portability/upsert-person.server";
import { upsertSeries } from "~/series/series.server";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { checkAtom, checkJson, checkRss } from "../../feeds/rules";
import { cacheCounts, forgottenBy } from "../kept-pages";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
});
afterAll(() => site.close());

const TYPES = {
  feed: "application/rss+xml",
  "feed.atom": "application/atom+xml",
  "feed.json": "application/feed+json",
};

async function read(address: string): Promise<string> {
  const answer = await site.get(address);
  expect([address, answer.status]).toEqual([address, 200]);
  return answer.text();
}

const readJson = async (path: string) => checkJson(await read(`${path}/feed.json`));
const titlesOf = async (path: string) => (await readJson(path)).items.map(({ title }) => title);
const at = (day: number) => new Date(Date.UTC(2026, 3, day));

test("every kind of feed is valid in every format, is cached, and its page links to it", async () => {
  const { services } = site;
  await upsertSeries(services, { slug: "kinds", title: "Kinds & more", status: "under way", intro: "" }, NOW);
  const filed = {
    slug: "kinds",
    title: "All <kinds>",
    writers: ["kindly"],
    presenters: ["host"],
    tags: ["Kinds"],
  };
  const id = await createPost(services, { ...filed, series: "kinds", part: 3, summary: "In *short*." });
  const comment = await createComment(services, id, { name: "]]> & Ada", site: "https://ada.example/?a&b" });
  await createComment(services, id, { to: comment, body: "[Below](#p)\n\n```\n]]>\n```" });
  await createPost(services, { source: "See [it](/posts/kinds).", writers: ["kindly"] });
  const pages = ["", "/tags/kinds", "/series/kinds", "/people/kindly", "/posts/kinds"];
  for (const path of [...pages, "/responses"]) {
    checkRss(await read(`${path}/feed`));
    checkAtom(await read(`${path}/feed.atom`));
    const json = await readJson(path);
    expect(json.items.length, path).toBeGreaterThan(0);
    expect(json.feed_url).toBe(`${site.address}${path}/feed.json`);
    for (const [place, type] of Object.entries(TYPES)) {
      const { hit } = await cacheCounts(site);
      const answer = await site.get(`${path}/${place}`);
      expect([answer.headers.get("Content-Type"), answer.headers.get("Cache-Control")]).toEqual([
        `${type}; charset=utf-8`,
        "public, no-cache",
      ]);
      expect((await cacheCounts(site)).hit, path).toBe(hit + 1);
    }
  }
  for (const path of pages) {
    const html = await read(path || "/");
    const links = [...html.matchAll(/<link rel="alternate" type="([^"]+)"[^>]*href="([^"]+)"/g)];
    const found = links.map(([, type, href]) => [href, type]).slice(0, 3);
    expect(found).toEqual(
      Object.entries(TYPES).map(([place, type]) => [`${site.address}${path}/${place}`, type]),
    );
    for (const place of Object.keys(TYPES)) expect(html).toContain(`<a href="${path}/${place}"`);
  }
  // Any other page leads to the feed of the site.
  expect(await read("/tags")).toMatch(/<link rel="alternate" type="application\/rss\+xml"[^>]*href="\/feed"/);

  const [post] = (await readJson("/series/kinds")).items;
  expect(post).toMatchObject({
    title: "All <kinds>",
    authors: [{ name: "kindly" }],
    _contributors: [{ name: "host" }],
    _series: { title: "Kinds & more", part: 3 },
    tags: ["Kinds"],
  });
});

test("answers 304 to either condition, and goes by the ETag if it has both", async () => {
  await createPost(site.services, { writers: ["kept"] });
  const path = "/people/kept/feed.atom";
  const first = await site.get(path);
  const [etag, date] = [first.headers.get("ETag") ?? "", first.headers.get("Last-Modified") ?? ""];
  // fetch adds `Cache-Control: no-cache` to a conditional request that has no Cache-Control header.
  const ask = async (headers: Record<string, string>, method = "GET") => {
    const answer = await site.get(path, { method, headers: { "Cache-Control": "max-age=0", ...headers } });
    return answer.status;
  };
  expect(await ask({ "If-None-Match": etag })).toBe(304);
  expect(await ask({ "If-Modified-Since": date })).toBe(304);
  expect(await ask({ "If-None-Match": etag, "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT" })).toBe(
    304,
  );
  expect(await ask({ "If-None-Match": '"another"', "If-Modified-Since": date })).toBe(200);
  expect(await ask({ "If-None-Match": etag }, "HEAD")).toBe(304);
  const head = await site.get(path, { method: "HEAD" });
  expect([head.status, head.headers.get("ETag"), await head.text()]).toEqual([200, etag, ""]);

  await createPost(site.services, { writers: ["kept"] });
  expect(await ask({ "If-Modified-Since": date })).toBe(200);
  expect(await ask({ "If-None-Match": etag })).toBe(200);
});

test("comes to a browser as XML, which it shows by the stylesheet, and to a feed reader as what it is", async () => {
  for (const [place, type] of Object.entries(TYPES)) {
    const shown = await site.get(`/people/kept/${place}`, { headers: { "Sec-Fetch-Dest": "document" } });
    const expected = type.endsWith("+xml") ? "application/xml" : type;
    expect([shown.status, shown.headers.get("Content-Type")]).toEqual([200, `${expected}; charset=utf-8`]);
    expect(shown.headers.get("Vary")).toContain("Sec-Fetch-Dest");
    const read = await site.get(`/people/kept/${place}`);
    expect(read.headers.get("Content-Type")).toBe(`${type}; charset=utf-8`);
  }
  const address = /<\?xml-stylesheet type="text\/css" href="([^"]+)"\?>/.exec(
    await read("/people/kept/feed"),
  );
  const stylesheet = await site.get(address?.[1] ?? "");
  expect([stylesheet.status, stylesheet.headers.get("Content-Type")?.split(";")[0]]).toEqual([
    200,
    "text/css",
  ]);
  expect(await stylesheet.text()).toContain("This is a feed");
});

test("has whole posts with absolute addresses, and ids that survive a new slug", async () => {
  const input = buildPost({ slug: "to-move", writers: ["whole", "second"], presenters: ["third"] });
  const source = "See [that](/posts/other) and [below](#p).\n\n![A map](/media/map.png)";
  const id = await createPost(site.services, { ...input, source });
  const before = (await readJson("/people/whole")).items[0];
  expect(before?.authors.map((author) => author.name)).toEqual(["whole", "second"]);
  expect(before?.content_html).toContain(`href="${site.address}/posts/other"`);
  expect(before?.content_html).toContain(`href="${site.address}/posts/to-move#p"`);

  await editPost(site.services, id, { ...input, slug: "moved", title: "New" }, at(30));
  const after = (await readJson("/people/whole")).items[0];
  expect([after?.url, after?.title, after?.id]).toEqual([`${site.address}/posts/moved`, "New", before?.id]);
  expect((await readJson("/people/third")).items.length).toBe(1);
  for (const place of Object.keys(TYPES)) {
    const answer = await site.get(`/posts/to-move/${place}`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([301, `/posts/moved/${place}`]);
  }
});

test("only a new version moves the date of an entry; a reply, a tag and a rendering don’t", async () => {
  const input = buildPost({ slug: "dated", writers: ["dated"], tags: ["Dated"] });
  const { services } = site;
  const id = await createPost(services, input);
  const date = async () => (await readJson("/people/dated")).items[0]?.date_modified;
  expect(await date()).toBe(NOW.toISOString());
  await createComment(services, id);
  await editPost(services, id, { ...input, tags: ["Dated", "Further"] }, at(10));
  expect((await readJson("/people/dated")).items[0]?.tags).toEqual(["Dated", "Further"]);
  expect(await date()).toBe(NOW.toISOString());
  await editPost(services, id, { ...input, source: "Another text." }, at(11));
  expect(await date()).toBe(at(11).toISOString());
});

test("stays as it is when somebody replies, and is made anew by what it shows", async () => {
  const { services } = site;
  await upsertSeries(services, { slug: "fresh", title: "Fresh", status: "under way", intro: "" }, NOW);
  const input = buildPost({ slug: "fresh", writers: ["fresh"], tags: ["Fresh"], series: "fresh", part: 1 });
  const id = await createPost(services, input);
  const posts = ["/feed", "/tags/fresh/feed", "/series/fresh/feed.atom", "/people/fresh/feed.json"];
  const responses = ["/responses/feed", "/posts/fresh/feed"];
  const feeds = [...posts, ...responses];
  expect(await forgottenBy(site, feeds, () => createComment(services, id))).toEqual(responses);
  expect(
    await forgottenBy(site, posts, () => editPost(services, id, { ...input, source: "New." }, at(2))),
  ).toEqual(posts);
  expect((await readJson("/people/fresh")).items[0]?.content_html).toContain("New.");
  const rename = () => upsertPerson(services, { handle: "fresh", name: "Renamed & more", bio: "" }, NOW);
  expect(await forgottenBy(site, posts, rename)).toEqual(posts);
  expect((await readJson("/people/fresh")).title).toMatch(/^Posts by Renamed & more · /);
  expect((await readJson("/tags/fresh")).items[0]?.authors[0]?.name).toBe("Renamed & more");
  expect(await forgottenBy(site, feeds, () => withdrawPost(services, id, at(3)))).toEqual(feeds);
  expect(await titlesOf("/people/fresh")).toEqual([]);
  expect((await site.get("/posts/fresh/feed")).status).toBe(410);
});

test("an empty feed is valid, and a feed of nothing answers 404", async () => {
  await upsertPerson(site.services, { handle: "silent", name: "Silent", bio: "" }, NOW);
  checkRss(await read("/people/silent/feed"));
  checkAtom(await read("/people/silent/feed.atom"));
  expect(await titlesOf("/people/silent")).toEqual([]);
  for (const path of ["/people/nobody-at-all", "/tags/none", "/series/none", "/posts/none"])
    expect([path, (await site.get(`${path}/feed`)).status]).toEqual([path, 404]);
});

test("/feeds and its OPML list the feeds of the site, of all series and of all tags", async () => {
  const { services } = site;
  await upsertSeries(
    services,
    { slug: "listed", title: "Listed & <so>", status: "complete", intro: "" },
    NOW,
  );
  await createPost(services, { tags: ["Listed"] });
  const html = await read("/feeds");
  const opml = await read("/feeds.opml");
  const addresses = ["/feed", "/responses/feed", "/series/listed/feed", "/tags/listed/feed"];
  for (const address of addresses) {
    expect(html).toContain(`<code>${site.address}${address}</code>`);
    expect(opml).toContain(`xmlUrl="${site.address}${address}"`);
  }
  expect(html).toContain('<a href="/feeds.opml">');
  expect(await read("/tags")).toContain('<a href="/feeds">Feeds</a>');
  const { body } = parseOpml(opml);
  const outlines = (body?.outlines ?? []).map(({ text, outlines }) => [text, outlines?.length ?? 0]);
  expect(outlines.map(([text]) => text)).toEqual(["Posts", "Responses to all posts", "Series", "Tags"]);
  const listed = body?.outlines?.[2]?.outlines?.find(({ text }) => text === "Listed & <so>");
  expect(listed).toMatchObject({ type: "rss", htmlUrl: `${site.address}/series/listed` });
});
