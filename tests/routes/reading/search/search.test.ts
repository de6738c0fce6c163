// The page of search, and the names that quick-open lists.

import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_RESPONSES_SHOWN } from "~/search/search";
import { NAMES_PER_MINUTE, SEARCHES_PER_MINUTE } from "~/search/search-rate-limits.server";
import { MAX_TYPED_NAME } from "~/search/search-request";
import { createMember, type TestMember } from "../../../factories/people";
import { createComment, createPost, NOW } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";

let site: TestSite;
let ada: TestMember;
const day = (number: number) => new Date(NOW.getTime() + number * 86_400_000);

beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  const { services } = site;
  ada = await createMember(services.db, "ada", { name: "Ada Reed" });
  const rooms = await createPost(
    services,
    {
      slug: "rooms",
      title: "Reading rooms & <silence>",
      writers: ["ada"],
      tags: ["quiet places"],
      source: "A heron by the river.",
    },
    day(1),
  );
  await createPost(
    services,
    { slug: "doors", title: "Doors", source: "A heron again, and the otters." },
    day(2),
  );
  await createComment(
    services,
    rooms,
    { body: "I saw <b>no heron</b> & two otters.", name: "Guest <i>" },
    { now: day(3) },
  );
});
afterAll(() => site.close());

const search = (query: string, headers = {}) => site.get(`/search?${query}`, { headers });
const read = async (query: string, status = 200) => {
  const answer = await search(query);
  expect([query, answer.status]).toEqual([query, status]);
  return answer.text();
};
const titles = (html: string) => [...html.matchAll(/<h3[^>]*><a href="([^"]*)"/g)].map(([, path]) => path);
const summary = (html: string) =>
  (/class="search-summary" role="status">(.*?)<\/div>/.exec(html)?.[1] ?? "").replace(/<[^>]*>/g, "");

test("finds posts with their responses, and says how many", async () => {
  const html = await read("q=heron");
  expect(titles(html)).toEqual(expect.arrayContaining(["/posts/rooms", "/posts/doors"]));
  expect(summary(html)).toBe("3 posts and responses, best match first. Newest first");
  expect(html).toContain(">A <mark>heron</mark> by the river.");
  expect(html).toContain("Reading rooms &amp; &lt;silence&gt;");
  expect(html).toMatch(/<a href="\/comments\/\d+">Response 1<\/a> by <bdi>Guest &lt;i&gt;<\/bdi>/);
  expect(html).toContain("I saw no <mark>heron</mark> &amp; two otters.");
  expect(html).toContain("<title>Search: heron · ");
});

test("people and tags are found by their names", async () => {
  const html = await read("q=quiet");
  expect(html).toMatch(
    /<a href="\/tags\/quiet-places"><bdi><mark>quiet<\/mark> places<\/bdi><\/a> <span[^>]*>Tag</,
  );
  expect(await read("q=reed")).toContain('<a href="/people/ada"><bdi>Ada <mark>Reed</mark></bdi></a>');
});

test("three names stand above the posts and the others are folded, those with the word in their name first", async () => {
  const { db } = site.services;
  const tags = ["Shore", "pelican one", "pelican two", "pelican three", "pelican four"];
  await createPost(site.services, { slug: "pelicans", title: "Pelicans", tags }, day(4));
  await db.write(async (tx) => {
    const description = "pelican ".repeat(20);
    const { id } = await tx.db.tag.update({ where: { slug: "shore" }, data: { description } });
    tx.invalidate(`tag:${id}`);
  });
  const names = (html: string) => /<div class="found-names">(.*?)<\/div>/.exec(html)?.[1] ?? "";
  const paths = (html: string) => [...html.matchAll(/<a href="([^"]*)"/g)].map(([, path]) => path);
  const [first = "", others = ""] = names(await read("q=pelican")).split(
    "<details><summary>2 more</summary>",
  );
  expect([paths(first).length, paths(others).at(-1)]).toEqual([3, "/tags/shore"]);
  // Without posts, nothing is hidden.
  const all = names(await read("q=pelican&type=tag"));
  expect([paths(all).length, all.includes("<details>")]).toEqual([5, false]);
});

test("the form's fields narrow the search, and keep what was typed", async () => {
  const ofComments = await read("q=heron&type=comment");
  expect([titles(ofComments), summary(ofComments)]).toEqual([
    ["/posts/rooms"],
    "1 response, best match first. ",
  ]);
  expect(summary(await read("q=tag:%22quiet places%22&type=post"))).toBe("1 post, newest first. ");
  const html = await read(`q=heron&type=post&from=${day(2).toISOString().slice(0, 10)}&order=newest`);
  expect(titles(html)).toEqual(["/posts/doors"]);
  expect(html).toMatch(/<input type="search" id="q" name="q"[^>]* value="heron"/);
  expect(html).toContain('<option value="post" selected="">Posts</option>');
  expect(html).toMatch(/<details open=""><summary>More options/);
});

test.each([
  ["nothing", "q=zzzz", "Nothing was found."],
  ["fewer words", "q=heron+zzzz", "No text has all of these words. These have the most of them."],
  ["no such tag", "q=tag:none", "There is no tag “none”."],
  ["no such series", "q=in:nothing", "There is no series “nothing”."],
  ["nobody of that name", "q=by:nobody", "Nothing was found."],
  [
    "no date",
    "q=heron&from=soon",
    "“soon” isn’t a date. Write a year, a month or a day: 2026, 2026-03 or 2026-03-14.",
  ],
  ["no such type", "q=type:poem", "There is no type “poem”."],
])("says so and leads on if there is %s", async (_what, query, words) => {
  const html = await read(query);
  expect(summary(html)).toContain(words);
  expect(html).toContain("Not what you were looking for?");
  expect(html).toContain('look through the <a href="/tags">tags</a>');
});

test("offers a query without each of its parts", async () => {
  const html = await read("q=heron+zzzz&type=post");
  const ways = [...(/id="without"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? "").matchAll(/href="([^"]*)"/g)].map(
    ([, path]) => path,
  );
  expect(ways).toEqual(["/search?q=zzzz+type%3Apost", "/search?q=heron+type%3Apost", "/search?q=heron+zzzz"]);
  expect(titles(await (await site.get(ways[1] as string)).text())).toHaveLength(2);
});

test("without a query it is the form with help, and no search", async () => {
  for (const query of ["", "q=", "q=%20&page=2&order=newest"]) {
    const html = await read(query);
    expect(html).toMatch(/<details class="search-help" open="">/);
    expect(html).not.toMatch(/search-summary|id="broader"/);
  }
});

test.each([
  ["operators alone", "q=tag:+by:+-+type:"],
  ["unclosed quotes", "q=%22heron+%22+in:%22"],
  ["NUL", "q=her%00on"],
  ["a broken escape", "q=100%"],
  ["10,000 characters", `q=${"heron+".repeat(1_660)}`],
  ["a thousand characters of three bytes", `q=${encodeURIComponent("図書".repeat(500))}`],
  ["many fields", `q=heron${"&q=otter".repeat(1_000)}`],
  ["a page beyond the last", "q=heron&page=999999"],
  ["a page and an order that there aren't", "q=heron&page=x&order=constructor&type=__proto__"],
  ["HTML", `q=${encodeURIComponent('"><script>alert(1)</script><mark>')}`],
  ["every script", `q=${encodeURIComponent("ع ש ქ ክ ខ ᠠ ꦏ 𓀀 👩‍👩‍👧 ﷽ \u202e x")}`],
])("answers %s", async (_what, query) => {
  const html = await read(query);
  expect(html).toContain("</html>");
  expect(html).not.toContain("<script>alert");
});

test("what is sought is told to nobody: not cached, not indexed, not in the Referer", async () => {
  const answer = await search("q=heron");
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
  });
  expect(await answer.text()).toContain('<meta name="robots" content="noindex"/>');
  await search("q=plantedquery");
  expect(await site.metrics.text()).not.toContain("plantedquery");
  expect(await (await search("q=plantedquery", { cookie: ada.cookie })).text()).not.toContain(
    "/sign-in?to=%2Fsearch%3Fq",
  );
});

test("lists names that begin with what is typed", async () => {
  const names = async (typed: string) => {
    const answer = await site.get(`/search/names?q=${encodeURIComponent(typed)}`);
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "private, no-store"]);
    return ((await answer.json()) as { path: string }[]).map(({ path }) => path);
  };
  expect(await names("rea")).toEqual(["/posts/rooms"]);
  expect(await names("ree")).toEqual(["/people/ada"]);
  expect(await names("qui")).toEqual(["/tags/quiet-places"]);
  for (const nothing of ["", " ", "zzzz", "\0", "r".repeat(MAX_TYPED_NAME + 1)])
    expect(await names(nothing)).toEqual([]);
});

test("every page has the form, except the search page, which has its own", async () => {
  expect(await (await site.get("/")).text()).toMatch(
    /<search><form class="masthead-search" action="\/search">/,
  );
  expect(await read("q=heron")).not.toContain("masthead-search");
  expect(await (await site.get("/none")).text()).toContain('<a href="/search">search</a>');
});

test("browsers are told how to search the site", async () => {
  const [, path] =
    /<link rel="search" type="[^"]*" title="[^"]*" href="([^"]*)"/.exec(await (await site.get("/")).text()) ??
    [];
  const answer = await site.get(path ?? "");
  expect(answer.headers.get("Content-Type")).toBe("application/opensearchdescription+xml; charset=utf-8");
  const xml = await answer.text();
  expect(xml).toContain("<ShortName>Longtable</ShortName>");
  expect(xml).toContain(`<Url type="text/html" template="${site.address}/search?q={searchTerms}"/>`);
});

test("a member who searches without end has to wait, with their query kept", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on" } });
  const { cookie } = await createMember(limited.services.db, "bo");
  const ask = (path: string) => limited.get(path, { headers: { cookie } });
  for (let count = 0; count < SEARCHES_PER_MINUTE; count++)
    expect((await ask("/search?q=heron")).status).toBe(200);
  const refused = await ask("/search?q=heron");
  expect([refused.status, Number(refused.headers.get("Retry-After")) > 0]).toEqual([429, true]);
  const html = await refused.text();
  expect(html).toContain('value="heron"');
  expect(html).toMatch(/role="alert">You have searched very often\. Please search again in \d+ seconds\./);
  // The page without a query stays open, and others may search.
  expect((await ask("/search")).status).toBe(200);
  expect((await limited.get("/search?q=heron")).status).toBe(200);
  for (let count = 0; count < NAMES_PER_MINUTE; count++) await ask("/search/names?q=he");
  expect((await ask("/search/names?q=he")).status).toBe(429);
});

test.each([
  ["avocet", 1, "1 more response matches."],
  ["curlew", 2, "2 more responses match."],
])("tells how many more responses to a post have %s, and leads to all", async (word, more, told) => {
  const post = await createPost(site.services, { slug: word }, day(5));
  for (let count = 0; count < MAX_RESPONSES_SHOWN + more; count++)
    await createComment(site.services, post, { body: `A ${word}, ${count} times.` });
  expect(await read(`q=${word}`)).toContain(
    `<p class="found-more">${told} <a href="/posts/${word}#responses">`,
  );
});
