// A damaged SQLite file.

import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { checkSqlite } from "~/platform/database/sqlite/engine.server";
import { longtable, run } from "../cli/command";
import { newDatabaseUrl, temporaryFolder } from "../factories/database";
import { createComment, createPost } from "../factories/posts";
import { openRaw } from "../factories/raw-database";
import { freePort, openTestSite } from "../factories/site";

/** Each test starts a whole site, some a second process. */
vi.setConfig({ testTimeout: 120_000 });

/** A database with comments on post "a" and none on post "b". */
async function fullDatabase(): Promise<string> {
  const databaseUrl = await newDatabaseUrl();
  // The import of an empty folder marks the site as filled, so that its next start does not import the sample
  // blog.
  const site = await openTestSite({ databaseUrl, content: temporaryFolder(), close: "later" });
  const postId = await createPost(site.services, { slug: "a" });
  await createPost(site.services, { slug: "b" });
  for (let number = 0; number < 12; number++)
    await createComment(site.services, postId, { body: `Number ${number}. ${"So it goes. ".repeat(40)}` });
  await site.close();
  return databaseUrl;
}

/** Overwrites a page in the middle of the comments' table. */
async function damageComments(databaseUrl: string) {
  const raw = await openRaw(databaseUrl);
  await raw.run("PRAGMA wal_checkpoint(TRUNCATE)");
  const pages = await raw.column("SELECT pageno FROM dbstat WHERE name = 'Comment' AND pagetype = 'leaf'");
  const [size] = (await raw.column("PRAGMA page_size")) as [number];
  const page = Number(pages[Math.floor(pages.length / 2)]);
  const file = openSync(fileOf(databaseUrl), "r+");
  writeSync(file, Buffer.alloc(size, 0xa5), 0, size, (page - 1) * size);
  closeSync(file);
}

const fileOf = (databaseUrl: string) => databaseUrl.replace(/^file:/, "");

test("answers the damaged page with an error whose id is in the log, and serves the other pages", async () => {
  const databaseUrl = await fullDatabase();
  await damageComments(databaseUrl);
  const port = await freePort();
  const env = { DATABASE_URL: databaseUrl, PORT: String(port), HOST: "127.0.0.1", RATE_LIMITS: "off" };
  const command = longtable(["start"], env);
  await command.until(/Longtable is at/);
  const get = (address: string) => fetch(`http://127.0.0.1:${port}${address}`);

  const broken = await get("/posts/a");
  const [, id = ""] = /number: <code>([\w-]+)<\/code>/.exec(await broken.text()) ?? [];
  const [line = "{}"] = await command.until(/^\{.*a page failed.*$/m);
  expect(broken.status).toBe(500);
  expect(JSON.parse(line)).toMatchObject({ requestId: id, path: "/posts/a", outage: "damaged" });
  for (const whole of ["/posts/b", "/archive", "/healthz"])
    expect([whole, (await get(whole)).status]).toEqual([whole, 200]);
  expect((await get("/posts/a")).status).toBe(500);
  expect(command.child.exitCode).toBeNull();
});

test("reports a damaged file and the damaged page", async () => {
  const databaseUrl = await fullDatabase();
  expect(checkSqlite(databaseUrl)).toEqual(["ok"]);
  await damageComments(databaseUrl);
  expect(checkSqlite(databaseUrl).join("\n")).toMatch(/\bpage \d+/i);
});

test.each([
  ["that is no database", (file: string) => writeFileSync(file, "# Notes\n".repeat(1_000))],
  ["that is truncated", (file: string) => truncateSync(file, 8_192)],
])("refuses to start with one line on a file %s", async (_what, spoil) => {
  const databaseUrl = await newDatabaseUrl();
  spoil(fileOf(databaseUrl));
  const { code, said } = await run(["start"], { DATABASE_URL: databaseUrl });
  expect(code).toBe(2);
  expect(said).toMatch(/^DATABASE_URL is file:\S+, but [^\n]+\.\n$/);
});

test("refuses to start with one line when the folder is a file", async () => {
  const file = path.join(temporaryFolder(), "file");
  writeFileSync(file, "");
  const { code, said } = await run(["start"], { DATABASE_URL: `file:${file}/longtable.db` });
  expect([code, said.split("\n").length]).toEqual([2, 2]);
});
