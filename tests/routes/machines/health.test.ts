import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { databaseFile } from "~/platform/database.server";
import { newDatabaseUrl } from "../../factories/database";
import { openTestSite } from "../../factories/site";

test("the site is well, and nobody keeps that answer", async () => {
  const answer = await (await openTestSite()).get("/healthz");
  expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
});

test("a site whose database is broken is not", async () => {
  const databaseUrl = newDatabaseUrl();
  const site = await openTestSite({ databaseUrl });
  new Sqlite(databaseFile(databaseUrl)).exec('ALTER TABLE "Site" RENAME TO "Gone"').close();
  expect((await site.get("/healthz")).status).toBe(500);
});
