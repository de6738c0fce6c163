// A read-only database: a disk remounted by the system, or a PostgreSQL replica.

import { expect, test, vi } from "vitest";
import { newDatabaseUrl, provider } from "../factories/database";
import { openRaw } from "../factories/raw-database";
import type { TestSite } from "../factories/site";
import { openWithPost, say, standing, textOf } from "./visitor";

/** Each test starts a whole site, some a second process. */
vi.setConfig({ testTimeout: 120_000 });

/** A site, and a switch for its database's writes. */
async function openSwitched() {
  const databaseUrl = await newDatabaseUrl();
  const site = await openWithPost({ databaseUrl });
  const turn = provider() === "sqlite" ? turnSqlite(site) : await turnPostgres(site, databaseUrl);
  return { site, allowWriting: turn };
}

/** Switches the writing connection, because root may write to any file. */
const turnSqlite = (site: TestSite) => async (allowed: boolean) =>
  void (await site.services.db.$queryRawUnsafe(`PRAGMA query_only = ${allowed ? "OFF" : "ON"}`));

/** Switches new connections, after ending all others. */
async function turnPostgres(site: TestSite, url: string) {
  const raw = await openRaw(url);
  const name = new URL(url).pathname.slice(1);
  return async (allowed: boolean) => {
    await raw.run(`SET default_transaction_read_only = off;
      ALTER DATABASE "${name}" SET default_transaction_read_only = ${allowed ? "off" : "on"}`);
    await raw.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${name}' AND pid <> pg_backend_pid()`);
    // More queries at once than the pool has connections, until the pool has replaced every ended one.
    await vi.waitFor(
      () => Promise.all(Array.from({ length: 20 }, () => site.services.db.$queryRaw`SELECT 1`)),
      {
        timeout: 10_000,
      },
    );
  };
}

test("refuses a comment with the reason and its text, and accepts it when the database is writable again", async () => {
  const { site, allowWriting } = await openSwitched();
  expect((await say(site, "Before.")).status).toBe(303);
  await allowWriting(false);
  const refused = await say(site, "Meanwhile.");
  expect(refused.status).toBe(503);
  const page = await refused.text();
  expect(page).toContain("is read-only at the moment");
  expect(page).toContain("Meanwhile.</textarea>");
  expect(await standing(site)).toEqual({ comments: ["Before."], counted: 1 });
  await allowWriting(true);
  expect((await say(site, "Meanwhile.")).status).toBe(303);
  expect(await standing(site)).toEqual({ comments: ["Before.", "Meanwhile."], counted: 2 });
});

test("serves pages while the database is read-only", async () => {
  const { site, allowWriting } = await openSwitched();
  await say(site, "Before.");
  await allowWriting(false);
  await say(site, "Meanwhile.").catch(() => {});
  expect(await textOf(site.get("/posts/a"))).toContain("Before.");
  expect((await site.get("/archive")).status).toBe(200);
});
