// A full disk, simulated by SQLite's limit on the number of pages.

import { expect, test, vi } from "vitest";
import type { TestSite } from "../factories/site";
import { openWithPost, say, standing, textOf } from "./visitor";

/** Each test starts a whole site, some a second process. */
vi.setConfig({ testTimeout: 120_000 });

/** Long enough to need new pages. */
const LONG = "Early & late. ".repeat(1_000).trim();

/** Sets the limit on the writing connection. */
const limitPages = (site: TestSite, pages: number) =>
  site.services.db.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`);

const fill = (site: TestSite) => limitPages(site, 1); // SQLite raises the limit to the current number of pages
const makeRoom = (site: TestSite) => limitPages(site, 1_000_000);

test("refuses a comment completely while the disk is full, and accepts it afterwards", async () => {
  const site = await openWithPost();
  expect((await say(site, "Before.")).status).toBe(303);
  await fill(site);
  expect((await say(site, LONG)).status).toBe(503);
  expect(await standing(site)).toEqual({ comments: ["Before."], counted: 1 });
  await makeRoom(site);
  expect((await say(site, LONG)).status).toBe(303);
  expect(await standing(site)).toEqual({ comments: ["Before.", LONG], counted: 2 });
});

test("explains the refusal and returns the text", async () => {
  const site = await openWithPost();
  await fill(site);
  const answer = await say(site, LONG);
  const page = await answer.text();
  expect(page).toContain("disk is full");
  expect(page).toContain(`<textarea name="body" aria-label="Your text" rows="12">\nEarly &amp; late.`);
  expect(page).toContain('name="email" value="ada@example.org"');
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
});

test("serves cached and uncached pages while the disk is full", async () => {
  const site = await openWithPost();
  await fill(site);
  await say(site, LONG);
  expect([(await site.get("/posts/a")).status, (await site.get("/tags")).status]).toEqual([200, 200]);
  expect(await textOf(site.get("/healthz"))).toContain("ok");
});

test("refuses and accepts alike when rate limits cannot be stored", async () => {
  const site = await openWithPost({ env: { RATE_LIMITS: "on" } });
  await fill(site);
  expect((await say(site, LONG)).status).toBe(503);
  await makeRoom(site);
  expect((await say(site, LONG)).status).toBe(303);
});
