import { expect, test } from "vitest";
import { newDatabaseUrl } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";
import { openTestSite, type TestSite } from "../../factories/site";

test.each([
  ["/healthz", { status: "ok" }],
  ["/readyz", { status: "ready", reasons: [], warnings: [] }],
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
    { status: "not ready", reasons: ["The database does not answer."], warnings: [] },
  ]);
});

/** A late job of a kind that no process runs, so that it stays. */
async function addLateJob({ services }: TestSite, queue: string) {
  const at = new Date(Date.now() - 12 * 60_000);
  const times = { dueAt: at, createdAt: at };
  await services.db.job.create({
    data: { kind: "unknown", queue, payload: "{}", status: "waiting", ...times },
  });
}

test("answers /readyz with 503 when a job that readers wait for is late", async () => {
  const site = await openTestSite();
  await addLateJob(site, "publishing");
  const answer = await site.get("/readyz");
  const reason = "A job in the queue “publishing” has been due for 12 minutes.";
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { status: "not ready", reasons: [reason], warnings: [] },
  ]);
});

test("answers /readyz with 200 and a warning when e-mail is late", async () => {
  const site = await openTestSite();
  await addLateJob(site, "mail");
  const answer = await site.get("/readyz");
  const warning = "A job in the queue “mail” has been due for 12 minutes.";
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { status: "ready", reasons: [], warnings: [warning] },
  ]);
});
