// Cache poisoning: no request of one visitor changes a cached page for others.

import { afterAll, beforeAll, expect, test } from "vitest";
import { upsertSeries } from "~/series/series.server";
import { newDatabaseUrl } from "../factories/database";
import { createComment, createPost, NOW } from "../factories/posts";
import { freePort, openTestSite, type TestSite } from "../factories/site";
import { request, sendRaw } from "../platform/http/raw-http";
import { cacheCounts } from "./kept-pages";

let site: TestSite;
let databaseUrl: string;

beforeAll(async () => {
  databaseUrl = await newDatabaseUrl();
  site = await openTestSite({ close: "later", databaseUrl });
  const { services } = site;
  await upsertSeries(services, { slug: "walks", title: "Walks", status: "under way", intro: "" }, NOW);
  const id = await createPost(services, { slug: "a", tags: ["t"], series: "walks", part: 1 });
  await createComment(services, id);
});

afterAll(() => site.close());

const PAGES = [
  ...[
    "/",
    "/posts/a",
    "/tags",
    "/tags/t",
    "/series",
    "/series/walks",
    "/archive",
    "/archive/2026",
    "/archive/2026/03",
  ],
  ...["/people/ken", "/people/ken/responses", "/people/ken/feed", "/people/ken/feed.atom"],
  ...["/people/ken/feed.json", "/privacy", "/feed", "/responses/feed.atom", "/feeds", "/feeds.opml"],
];

/** Every query parameter that Remix 2.17 reads, in its server runtime and its router. */
const OF_REMIX = ["_data", "_routes", "index", "p", "version"];
const VALUES = ["", "root", "routes/reading/home", "/"];
/** Parameters of this site's other pages, and common ones of other programs. */
const OTHERS = [
  ...["page", "before", "after", "to", "q", "done", "role", "code", "state", "utm_source", "fbclid"],
  ...["__proto__", "constructor", "_", "callback", "format", "_method", "cache", "nocache", "lang"],
];

/** Headers that Remix, a proxy or a cache might read. */
const HEADERS: Record<string, string>[] = [
  { "X-Remix-Response": "yes" },
  { "X-Remix-Revalidate": "yes", "X-Remix-Redirect": "/evil" },
  { "X-Remix-Reload-Document": "true", "X-Remix-Replace": "true" },
  { "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", Forwarded: "host=evil.example" },
  { "X-Original-URL": "/settings", "X-Rewrite-URL": "/settings" },
  { "X-HTTP-Method-Override": "POST", "X-Method-Override": "DELETE" },
  { Host: "evil.example" },
  { Origin: "http://evil.example", "Sec-Fetch-Site": "cross-site" },
  { Accept: "application/json", "Accept-Language": "ar", "X-Requested-With": "XMLHttpRequest" },
  { "Content-Type": "application/json", "Content-Length": "2" },
  { Range: "bytes=0-1", "If-Range": '"x"' },
  { "If-None-Match": "*" },
  { "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT" },
  { "Cache-Control": "no-store", Pragma: "no-cache" },
  { Cookie: "session=nonsense; sent=1" },
  { Purpose: "prefetch", "Sec-Purpose": "prefetch" },
  { "Accept-Encoding": "identity;q=0, *;q=0" },
];

/** The page as a normal request gets it. */
async function plain(path: string): Promise<string> {
  const answer = await site.get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
}

const plainPages = () => Promise.all(PAGES.map(async (path) => [path, await plain(path)]));

/** Every page after the cache is cleared and the line is the first request for it. */
async function afterFirst(lineOf: (path: string) => string, headers: Record<string, string> = {}) {
  await site.services.db.write(async (tx) => tx.invalidate(...ALL_KEYS));
  const body = headers["Content-Length"] ? "{}" : "";
  for (const path of PAGES) await sendRaw(site.address, request(lineOf(path), headers, body));
  return plainPages();
}

/** Every page has the cache tag of the site's settings. */
const ALL_KEYS = ["site"];

test.each(PAGES)("caches %s whole", async (path) => {
  const before = await cacheCounts(site);
  const text = await plain(path);
  await plain(path);
  expect((await cacheCounts(site)).hit).toBeGreaterThan(before.hit);
  expect(text.length).toBeGreaterThan(200);
});

test.each([
  ...OF_REMIX.flatMap((name) => VALUES.map((value) => ["GET", name, value])),
  ...OF_REMIX.map((name) => ["HEAD", name, "root"]),
  ...OTHERS.map((name) => ["GET", name, "1"]),
])(
  "keeps every page the same if the first request is %s with the parameter %s=%s",
  async (method, name, value) => {
    const expected = await plainPages();
    expect(await afterFirst((path) => `${method} ${path}?${name}=${value}`)).toEqual(expected);
  },
);

test.each(HEADERS)("keeps every page the same if the first request has the headers %j", async (headers) => {
  const expected = await plainPages();
  expect(await afterFirst((path) => `GET ${path}`, headers)).toEqual(expected);
});

test.each([
  ["GET", ".data"],
  ["GET", "/"],
  ["GET", "//?_data"],
  ["POST", "?_data=root"],
])("keeps every page the same if the first request is %s with %s after the path", async (method, end) => {
  const expected = await plainPages();
  const headers: Record<string, string> = method === "POST" ? { "Content-Length": "2" } : {};
  expect(await afterFirst((path) => `${method} ${path}${end}`, headers)).toEqual(expected);
});

test("sends the same ETag from every process", async () => {
  const port = await freePort();
  await openTestSite({ databaseUrl, env: { SITE_URL: site.address, PORT: String(port) } });
  const headers = { "Accept-Encoding": "gzip" };
  for (const path of PAGES) {
    const own = await site.get(path, { headers });
    const other = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    expect([path, other.headers.get("ETag")]).toEqual([path, own.headers.get("ETag")]);
  }
});
