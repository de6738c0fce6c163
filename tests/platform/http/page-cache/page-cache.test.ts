import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import * as encoding from "~/platform/http/encoding.server";
import { CachedPage, PageCache } from "~/platform/http/page-cache/page-cache.server";
import { deferred, page, renders } from "../rendering";

test("renders a page once and keeps it", async () => {
  const cache = new PageCache();
  const render = renders(page("first", ["post:1"]), page("second", ["post:1"]));
  const first = await cache.get("/", render);
  expect(await cache.get("/", render)).toBe(first);
  expect(cache.counts).toEqual({ hit: 1, joined: 0, miss: 1 });
});

test("keeps pages by address", async () => {
  const cache = new PageCache();
  await cache.get("/a", renders(page("a", ["post:1"])));
  const other = await cache.get("/b", renders(page("b", ["post:1"])));
  expect(other.page.body.bytes.toString()).toBe("b");
});

test("shares one rendering among simultaneous requests", async () => {
  const cache = new PageCache();
  const rendering = deferred();
  const render = vi.fn(() => rendering.promise);
  const asked = Array.from({ length: 5 }, () => cache.get("/", render));
  rendering.resolve(page("once", ["post:1"]));
  expect(new Set(await Promise.all(asked)).size).toBe(1);
  expect([render.mock.calls.length, cache.counts]).toEqual([1, { hit: 0, joined: 4, miss: 1 }]);
});

test("neither keeps nor counts a page without cache tags", async () => {
  const cache = new PageCache();
  await cache.get("/", renders(page("mine", [])));
  expect([cache.size, cache.counts]).toEqual([0, { hit: 0, joined: 0, miss: 0 }]);
});

test("never shares a page without cache tags, even among simultaneous requests", async () => {
  const cache = new PageCache();
  const rendering = deferred();
  const render = vi.fn(() => rendering.promise);
  const ada = cache.get("/drafts", render);
  const eve = cache.get("/drafts", renders(page("eve's", [])));
  rendering.resolve(page("ada's", []));
  expect([await ada, await eve].map((given) => given.page.body.bytes.toString())).toEqual(["ada's", "eve's"]);
});

test("renders again after a failed rendering", async () => {
  const cache = new PageCache();
  const render = renders(new Error("no database"), page("well again", ["post:1"]));
  await expect(cache.get("/", render)).rejects.toThrow("no database");
  expect((await cache.get("/", render)).page.body.bytes.toString()).toBe("well again");
});

test("rejects all requests that waited for a failed rendering", async () => {
  const cache = new PageCache();
  const rendering = deferred();
  const asked = [cache.get("/", () => rendering.promise), cache.get("/", () => rendering.promise)];
  rendering.reject(new Error("no database"));
  expect((await Promise.allSettled(asked)).map((result) => result.status)).toEqual(["rejected", "rejected"]);
});

const size = (bytes: number) => "x".repeat(bytes);

test("evicts the least recently used page beyond the limit in bytes", async () => {
  // Each page counts twice its size, for its compressed variants.
  const cache = new PageCache(1000);
  for (const address of ["/a", "/b", "/c"]) {
    await cache.get(address, renders(page(size(200), [`key ${address}`])));
    await cache.get("/a", renders(new Error("/a was not kept")));
  }
  const again = vi.fn(async () => page(size(200), ["key /b"]));
  await cache.get("/b", again);
  expect([again.mock.calls.length, cache.size, cache.bytes]).toEqual([1, 2, 800]);
});

test("ignores an invalidation of an evicted page", async () => {
  const cache = new PageCache(1000);
  await cache.get("/a", renders(page(size(300), ["post:1"])));
  await cache.get("/b", renders(page(size(300), ["post:2"])));
  cache.invalidate(["post:1"]);
  await cache.get("/b", renders(new Error("/b was forgotten")));
  expect(cache.counts.hit).toBe(1);
});

test("serves a page larger than the cache without keeping it or evicting others", async () => {
  const cache = new PageCache(1000);
  await cache.get("/small", renders(page(size(100), ["post:1"])));
  const large = await cache.get("/large", renders(page(size(2000), ["post:2"])));
  expect([large.page.body.length, cache.size, cache.bytes]).toEqual([2000, 1, 200]);
});

test("compresses a page once per encoding", async () => {
  const compress = vi.spyOn(encoding, "compress");
  const kept = new CachedPage(page(size(2000), ["post:1"]));
  const variants = await Promise.all([kept.variant("br"), kept.variant("br"), kept.variant("gzip")]);
  expect([variants[0] === variants[1], compress.mock.calls.length]).toEqual([true, 2]);
  compress.mockRestore();
});

const WORDS = readFileSync("docs/operating.md", "utf8");

test("compresses a page that is often asked for once more, smaller, with an ETag of its own", async () => {
  const compress = vi.spyOn(encoding, "compress");
  const kept = new CachedPage(page(WORDS, ["post:1"]));
  const first = await kept.variant("br");
  // Eight answers in all.
  for (let asked = 1; asked < 8; asked++) expect(kept.ready("br")).toBe(first);
  expect(compress.mock.calls.length).toBe(1);
  expect(kept.ready("br")).toBe(first);
  await expect.poll(() => kept.ready("br")?.etag).not.toBe(first.etag);
  const later = await kept.variant("br");
  expect(later.body.length).toBeLessThan(first.body.length);
  expect([later.twin?.etag, first.twin?.etag]).toEqual([first.etag, later.etag]);
  for (let asked = 0; asked < 20; asked++) expect(kept.ready("br")).toBe(later);
  expect(compress.mock.calls.length).toBe(2);
  compress.mockRestore();
});

test("compresses quickly what isn't kept, and never again", async () => {
  const compress = vi.spyOn(encoding, "compress");
  const own = new CachedPage(page(WORDS, []));
  for (let asked = 0; asked < 20; asked++) await own.variant("br");
  expect(compress.mock.calls.map(([, name, effort]) => [name, effort?.isQuick])).toEqual([["br", true]]);
  compress.mockRestore();
});

test("gives each encoding its own strong ETag", async () => {
  const kept = new CachedPage(page(size(2000), ["post:1"]));
  const tags = await Promise.all(
    (["br", "gzip", "identity"] as const).map(async (name) => (await kept.variant(name)).etag),
  );
  expect(new Set(tags).size).toBe(3);
  for (const tag of tags) expect(tag).toMatch(/^"[\w-]+"$/);
});

test.each([
  ["the same body has the same ETag", "same", true],
  ["another body has another ETag", "other", false],
])("%s", async (_what, body, same) => {
  const tagOf = async (text: string) =>
    (await new CachedPage(page(text, ["post:1"])).variant("identity")).etag;
  expect((await tagOf("same")) === (await tagOf(body))).toBe(same);
});

test("renders a page again once its time is over", async () => {
  const cache = new PageCache();
  const until = (at: number) => ({ ...page("before", ["post:1"]), until: at });
  const later = await cache.get("/later", renders(until(Date.now() + 60_000)));
  expect(cache.find("/later")).toBe(later);
  await cache.get("/over", renders(until(Date.now())));
  expect(cache.find("/over")).toBeUndefined();
  expect(cache.size).toBe(1);
});
