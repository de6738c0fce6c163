// A full disk, simulated by SQLite's limit on the number of pages.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createMember } from "../factories/people";
import type { TestSite } from "../factories/site";
import { buildPicture, sendFile } from "../factories/uploads";
import { listBelow } from "../portability/backup/backups";
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

/** Writes to the folder of uploads fail from now on, after so many files, as on a disk of its own that is full. */
function fillUploads(folder: string, files: number) {
  const { open } = fs.promises;
  let left = files;
  const restore = () => {
    fs.promises.open = open;
    syncBuiltinESMExports();
  };
  fs.promises.open = async (file, flags, mode) => {
    const handle = await open(file, flags, mode);
    if (String(file).startsWith(folder) && flags === "wx" && left-- <= 0)
      handle.writeFile = async () => {
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      };
    return handle;
  };
  syncBuiltinESMExports();
  onTestFinished(restore);
  return restore;
}

test("refuses an upload completely while the disk of uploads is full, and keeps it afterwards", async () => {
  const site = await openWithPost();
  const { db } = site.services;
  const amy = await createMember(db, "amy", { role: "author" });
  const folder = path.join(site.dataFolder, "uploads");
  const restore = fillUploads(folder, 2);
  const sent = { file: await buildPicture(), fields: { alt: "My words" } };
  const page = await sendFile(site, amy, sent, "/media/upload");
  expect([page.status, await page.text()]).toEqual([507, expect.stringContaining("My words</textarea>")]);
  expect([listBelow(folder), await db.media.count(), await db.mediaFile.count()]).toEqual([[], 0, 0]);
  // What was received is deleted when the answer is on its way.
  await expect.poll(() => listBelow(path.join(site.dataFolder, "receiving"))).toEqual([]);
  restore();
  expect((await sendFile(site, amy, sent)).status).toBe(200);
  expect(listBelow(folder)).toHaveLength(5);
});
