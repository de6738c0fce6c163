// No room for another page of the database, which SQLite treats as it does a full disk.

import { expect, test, vi } from "vitest";
import type { TestSite } from "../factories/site";
import { openWithPost, say, standing, textOf } from "./visitor";

/** A whole site for each test, and here and there a process of its own. */
vi.setConfig({ testTimeout: 120_000 });

/** Needs pages that aren't there. */
const LONG = "Early & late. ".repeat(1_000).trim();

/** On the connection that writes. */
const limitPages = (site: TestSite, pages: number) =>
  site.services.db.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`);

const fill = (site: TestSite) => limitPages(site, 1); // never less than there are
const makeRoom = (site: TestSite) => limitPages(site, 1_000_000);

test("a comment for which there is no room is refused whole, and taken once there is", async () => {
  const site = await openWithPost();
  expect((await say(site, "Before.")).status).toBe(303);
  await fill(site);
  expect((await say(site, LONG)).status).toBe(503);
  expect(await standing(site)).toEqual({ comments: ["Before."], counted: 1 });
  await makeRoom(site);
  expect((await say(site, LONG)).status).toBe(303);
  expect(await standing(site)).toEqual({ comments: ["Before.", LONG], counted: 2 });
});

test("whoever sent it is told why, and has it back", async () => {
  const site = await openWithPost();
  await fill(site);
  const answer = await say(site, LONG);
  const page = await answer.text();
  expect(page).toContain("disk is full");
  expect(page).toContain(`<textarea name="body" aria-label="Your text" rows="12">\nEarly &amp; late.`);
  expect(page).toContain('name="email" value="ada@example.org"');
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
});

test("the site can be read meanwhile, by those who come for the first time too", async () => {
  const site = await openWithPost();
  await fill(site);
  await say(site, LONG);
  expect([(await site.get("/posts/a")).status, (await site.get("/tags")).status]).toEqual([200, 200]);
  expect(await textOf(site.get("/healthz"))).toContain("ok");
});

test("with limits that can't be counted in the database, it is the same", async () => {
  const site = await openWithPost({ env: { RATE_LIMITS: "on" } });
  await fill(site);
  expect((await say(site, LONG)).status).toBe(503);
  await makeRoom(site);
  expect((await say(site, LONG)).status).toBe(303);
});
