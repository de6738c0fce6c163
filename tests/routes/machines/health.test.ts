import { expect, test } from "vitest";
import { newDatabaseUrl } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";
import { openTestSite } from "../../factories/site";

test("the site is well, and nobody keeps that answer", async () => {
  const answer = await (await openTestSite()).get("/healthz");
  expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
});

test("a site whose database is broken is not", async () => {
  const databaseUrl = await newDatabaseUrl();
  const site = await openTestSite({ databaseUrl });
  await (await openRaw(databaseUrl)).run('ALTER TABLE "Site" RENAME TO "Gone"');
  expect((await site.get("/healthz")).status).toBe(500);
});
