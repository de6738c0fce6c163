import { expect, test } from "vitest";
import { newDatabaseUrl } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";
import { openTestSite } from "../../factories/site";

test.each([
  ["/healthz", { status: "ok" }],
  ["/readyz", { status: "ready", reasons: [] }],
])("answers %s of a healthy site with 200, uncached", async (path, body) => {
  const answer = await (await openTestSite()).get(path);
  expect([answer.status, await answer.json()]).toEqual([200, body]);
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
});

test("answers /healthz with 200 and /readyz with 503 when a table is missing", async () => {
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

test("answers /readyz with 503 when a job waits for long", async () => {
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
