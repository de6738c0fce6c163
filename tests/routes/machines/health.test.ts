import { expect, test } from "vitest";
import { newDatabaseUrl } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";
import { openTestSite } from "../../factories/site";

test.each([
  ["/healthz", { status: "ok" }],
  ["/readyz", { status: "ready", reasons: [] }],
])("%s says that the site is well, and nobody keeps that answer", async (path, body) => {
  const answer = await (await openTestSite()).get(path);
  expect([answer.status, await answer.json()]).toEqual([200, body]);
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
});

test("a site whose database is broken is alive, and not ready", async () => {
  const databaseUrl = await newDatabaseUrl();
  const site = await openTestSite({ databaseUrl });
  await (await openRaw(databaseUrl)).run('ALTER TABLE "Job" RENAME TO "Gone"');
  expect((await site.get("/healthz")).status).toBe(200);
  const answer = await site.get("/readyz");
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { status: "not ready", reasons: ["The database does not answer."] },
  ]);
});

test("a site whose jobs nobody does is not ready", async () => {
  const site = await openTestSite();
  const twelveMinutesAgo = new Date(Date.now() - 12 * 60_000);
  await site.services.db.job.create({
    data: {
      kind: "unknown",
      payload: "{}",
      status: "waiting",
      dueAt: twelveMinutesAgo,
      createdAt: twelveMinutesAgo,
    },
  });
  const answer = await site.get("/readyz");
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { status: "not ready", reasons: ["A job has been due for 12 minutes."] },
  ]);
});
