import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { enqueue } from "~/platform/jobs/jobs.server";
import { MAX_ATTEMPTS } from "~/platform/jobs/queues";
import { newDatabaseUrl } from "../../factories/database";
import { bundleProgram, runProgram } from "../database/processes";

test("marks a job as dead when it kills each process that runs it, and runs the others", async () => {
  const url = await newDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  const program = await bundleProgram("platform/jobs/dying.program.ts");
  const now = new Date();
  const kinds = [
    { kind: "mail", queue: "mail" },
    { kind: "publish-post", queue: "publishing" },
  ] as const;
  for (const kind of kinds) await db.write((tx) => enqueue(tx, kind, {}, { now }));
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    await expect(runProgram(program, url)).rejects.toThrow();
    expect(await db.job.findMany({ where: { kind: "mail" } })).toMatchObject([
      { status: "running", attempts: attempt },
    ]);
    // Ends the lease of the dead process, which would take a minute and a half.
    await db.job.updateMany({ where: { kind: "mail" }, data: { leaseUntil: new Date(Date.now() - 1) } });
  }
  expect(await runProgram(program, url)).toBe("1\n");
  const jobs = await db.job.findMany({ orderBy: { id: "asc" } });
  expect(jobs).toMatchObject([
    {
      ...{ kind: "mail", status: "dead", leaseUntil: null },
      error: "The process that ran this job ended before the job was done, at attempt 7 of 7.",
    },
    { kind: "publish-post", status: "done", attempts: 1 },
  ]);
});
