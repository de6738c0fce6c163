// Invalidation: what the page cache removes, and what it must never keep.

import { expect, test, vi } from "vitest";
import { PageCache } from "~/platform/http/page-cache/page-cache.server";
import { deferred, page, renders } from "../rendering";

/** The addresses whose pages are still cached. */
async function keptOf(cache: PageCache, addresses: string[]) {
  const kept: string[] = [];
  for (const address of addresses) {
    const render = vi.fn(async () => page("", []));
    await cache.get(address, render);
    if (render.mock.calls.length === 0) kept.push(address);
  }
  return kept;
}

test.each([
  [["post:1"], ["/tags/y", "/posts/12"]],
  [["post:12"], ["/posts/1", "/tags/x", "/tags/y"]],
  [["tag:x"], ["/posts/1", "/tags/y", "/posts/12"]],
  [["post:1", "post:2"], ["/posts/12"]],
  [["post:3"], ["/posts/1", "/tags/x", "/tags/y", "/posts/12"]],
  [[], ["/posts/1", "/tags/x", "/tags/y", "/posts/12"]],
])("invalidating %j leaves %j", async (changed, left) => {
  const cache = new PageCache();
  await cache.get("/posts/1", renders(page("", ["post:1"])));
  await cache.get("/tags/x", renders(page("", ["tag:x", "post:1"])));
  await cache.get("/tags/y", renders(page("", ["tag:y", "post:2"])));
  await cache.get("/posts/12", renders(page("", ["post:12"])));
  cache.invalidate(changed);
  expect(await keptOf(cache, ["/posts/1", "/tags/x", "/tags/y", "/posts/12"])).toEqual(left);
});

test("removes a page each time it is invalidated", async () => {
  const cache = new PageCache();
  for (const text of ["first", "second"]) {
    await cache.get("/", renders(page(text, ["post:1"])));
    cache.invalidate(["post:1"]);
  }
  expect(await keptOf(cache, ["/"])).toEqual([]);
});

test("removes a page by the tags of its last rendering, not by older ones", async () => {
  const cache = new PageCache();
  await cache.get("/", renders(page("first", ["post:1"])));
  cache.invalidate(["post:1"]);
  await cache.get("/", renders(page("second", ["post:2"])));
  cache.invalidate(["post:1"]);
  expect(await keptOf(cache, ["/"])).toEqual(["/"]);
});

/** Starts a rendering; `finish` ends it. */
function begin(cache: PageCache, address: string, text: string, keys: string[]) {
  const rendering = deferred();
  const answer = cache.get(address, () => rendering.promise);
  return {
    async finish() {
      rendering.resolve(page(text, keys));
      return (await answer).page.body.bytes.toString();
    },
  };
}

test("serves but doesn't cache a page that was invalidated while it was rendered", async () => {
  const cache = new PageCache();
  const old = begin(cache, "/", "old", ["post:1"]);
  cache.invalidate(["post:1"]);
  expect(await old.finish()).toBe("old");
  expect(await keptOf(cache, ["/"])).toEqual([]);
});

test("caches a page if another tag was invalidated while it was rendered", async () => {
  const cache = new PageCache();
  const rendering = begin(cache, "/", "", ["post:1"]);
  cache.invalidate(["post:2"]);
  await rendering.finish();
  expect(await keptOf(cache, ["/"])).toEqual(["/"]);
});

test("starts a new rendering for a request after an invalidation", async () => {
  const cache = new PageCache();
  const old = begin(cache, "/", "old", ["post:1"]);
  cache.invalidate(["post:1"]);
  const fresh = begin(cache, "/", "new", ["post:1"]);
  expect([await fresh.finish(), await old.finish()]).toEqual(["new", "old"]);
});

test("keeps the newer rendering if an older one ends later", async () => {
  const cache = new PageCache();
  const old = begin(cache, "/", "old", ["post:1"]);
  cache.invalidate(["post:1"]);
  await begin(cache, "/", "new", ["post:1"]).finish();
  await old.finish();
  const kept = await cache.get("/", renders(new Error("nothing was kept")));
  expect(kept.page.body.bytes.toString()).toBe("new");
});

test("lets requests join the newer rendering after the older one has ended", async () => {
  const cache = new PageCache();
  const old = begin(cache, "/", "old", ["post:1"]);
  cache.invalidate(["post:1"]);
  const fresh = begin(cache, "/", "new", ["post:1"]);
  await old.finish();
  const joined = cache.get("/", renders(new Error("rendered a third time")));
  await fresh.finish();
  expect((await joined).page.body.bytes.toString()).toBe("new");
});
