import { expect, test } from "vitest";
import { createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { cacheCounts } from "../kept-pages";

const metric = async (site: TestSite, name: string) => {
  const text = await (await site.get("/metrics")).text();
  const line = text.split("\n").find((one) => one.startsWith(`${name} `));
  return Number(line?.split(" ").at(-1));
};

test("reports the ratio of cache hits to all requests", async () => {
  const site = await openTestSite();
  for (let times = 0; times < 4; times++) await site.get("/");
  expect(await metric(site, "longtable_page_cache_hit_ratio")).toBe(0.75);
});

test("reports a ratio of 0 before the first request", async () => {
  expect(await metric(await openTestSite(), "longtable_page_cache_hit_ratio")).toBe(0);
});

test("counts the cached pages and their bytes", async () => {
  const site = await openTestSite();
  await createPost(site.services, { slug: "x" });
  await site.get("/");
  await site.get("/posts/x");
  expect(await metric(site, "longtable_page_cache_pages")).toBe(2);
  expect(await metric(site, "longtable_page_cache_bytes")).toBeGreaterThan(2000);
});

test("ignores tracking parameters in the cache's key", async () => {
  const site = await openTestSite();
  await createPost(site.services, { slug: "x" });
  await site.get("/posts/x?utm_source=y&fbclid=z");
  await site.get("/posts/x");
  expect(await cacheCounts(site)).toMatchObject({ miss: 1, hit: 1 });
});

test("labels requests by method, kind of page and status, and not by URL", async () => {
  const site = await openTestSite();
  await createPost(site.services, { slug: "x" });
  for (const path of ["/", "/posts/x", "/posts/y", "/nowhere", "/posts/x/respond?to=1"]) await site.get(path);
  await site.get("/", { method: "PUT" });
  const text = await (await site.get("/metrics")).text();
  const counts = [...text.matchAll(/^longtable_http_request_seconds_count\{(.*)\} (\d+)$/gm)];
  expect(counts.map(([, labels, count]) => `${labels} ${count}`)).toEqual([
    'method="GET",route="/",status="200" 1',
    'method="GET",route="/posts/:slug",status="200" 1',
    'method="GET",route="/posts/:slug",status="404" 1',
    'method="GET",route="*",status="404" 1',
    'method="GET",route="/posts/:slug/respond",status="200" 1',
    'method="PUT",route="/",status="405" 1',
  ]);
});

test("counts the time of queries, also in transactions", async () => {
  const site = await openTestSite();
  const name = "longtable_database_query_seconds_count";
  const before = await metric(site, name);
  await createPost(site.services, { slug: "x" });
  const written = await metric(site, name);
  await site.get("/posts/x");
  expect([written - before > 5, (await metric(site, name)) > written]).toEqual([true, true]);
});

test("counts jobs by queue and status, and tells how late each queue is", async () => {
  const site = await openTestSite();
  const text = await (await site.get("/metrics")).text();
  expect(text).toMatch(/^longtable_jobs\{queue="rendering",status="waiting"\} [1-9]/m);
  expect(text).toMatch(/^longtable_jobs\{queue="mail",status="dead"\} 0/m);
  expect(text).toMatch(/^longtable_jobs_late_seconds\{queue="publishing"\} 0/m);
});

test("sends metrics as uncached plain text", async () => {
  const answer = await (await openTestSite()).get("/metrics");
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  expect(answer.headers.get("Content-Type")).toContain("text/plain");
});
