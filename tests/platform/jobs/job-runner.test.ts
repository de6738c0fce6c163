import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { type AnyJobKind, defineJob, type Schedule } from "~/platform/jobs/job";
import { JobRunner } from "~/platform/jobs/job-runner.server";
import { enqueue, listJobs } from "~/platform/jobs/jobs.server";
import { type Means, openMeans } from "../../factories/database";

/** A kind of job that notes whom it was for, after doing `work`. */
function noting(work: (whom: string) => Promise<void> = async () => {}) {
  const noted: string[] = [];
  const job = defineJob({
    kind: "note",
    payload: z.object({ whom: z.string() }),
    async run(_means: Means, { whom }) {
      await work(whom);
      noted.push(whom);
    },
  });
  return { job, noted };
}

function runnerOf(means: Means, kinds: AnyJobKind<Means>[], schedules: Schedule<Means>[] = []) {
  const logged: Record<string, unknown>[] = [];
  const ended: string[] = [];
  const runner = new JobRunner({
    ...{ db: means.db, means, kinds, schedules, now: () => new Date() },
    log: pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    onEnd: (kind, outcome) => ended.push(`${kind} ${outcome}`),
  });
  onTestFinished(() => runner.stop(0));
  return { runner, logged, ended };
}

const add = (means: Means, job: { kind: string }, whom: unknown) =>
  means.db.write((tx) => enqueue(tx, job, { whom }, { now: new Date() }));

test("what is enqueued is done at once, and said to be done", async () => {
  const means = await openMeans();
  const { job, noted } = noting();
  const { runner, ended } = runnerOf(means, [job]);
  await runner.start();
  await add(means, job, "Ada");
  await expect.poll(() => ended).toEqual(["note done"]);
  expect([noted, await listJobs(means.db, "done")]).toMatchObject([["Ada"], [{ kind: "note" }]]);
});

test("many within a second leave nothing behind that listens", async () => {
  const means = await openMeans();
  const { job, noted } = noting();
  const { runner } = runnerOf(means, [job]);
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.name);
  process.on("warning", note);
  onTestFinished(() => void process.off("warning", note));
  await runner.start();
  for (let count = 1; count <= 20; count++) {
    await add(means, job, `Visitor ${count}`);
    await expect.poll(() => noted.length, { interval: 2 }).toBe(count);
  }
  expect(warnings).toEqual([]);
});

test("one that throws is told in the log, waits for its next try, and holds up no other", async () => {
  const means = await openMeans();
  const { job, noted } = noting(async (whom) => {
    if (whom === "Eve") throw new Error("never for Eve");
  });
  const { runner, logged } = runnerOf(means, [job]);
  for (const whom of ["Eve", "Ada", "Eve", "Grace"]) await add(means, job, whom);
  expect(await runner.runDue()).toBe(4);
  expect(noted).toEqual(["Ada", "Grace"]);
  expect(await listJobs(means.db, "waiting")).toMatchObject([
    { attempts: 1, error: expect.stringContaining("never for Eve") },
    { attempts: 1 },
  ]);
  expect(logged.map((line) => line.msg)).toEqual(["a job failed: waiting", "a job failed: waiting"]);
});

test("a payload that its kind doesn't know is a failure, not a surprise within", async () => {
  const means = await openMeans();
  const { job, noted } = noting();
  const { runner } = runnerOf(means, [job]);
  await add(means, job, 12);
  await runner.runDue();
  expect(noted).toEqual([]);
  expect(await listJobs(means.db, "waiting")).toMatchObject([{ error: expect.stringContaining("whom") }]);
});

test("to stop waits for what is being done, and takes nothing more", async () => {
  const means = await openMeans();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { job, noted } = noting(() => held);
  const { runner } = runnerOf(means, [job]);
  for (const whom of ["Ada", "Grace", "Mary"]) await add(means, job, whom);
  await runner.start();
  await expect.poll(async () => (await listJobs(means.db, "running")).length).toBe(2);
  const stopped = runner.stop();
  release();
  await stopped;
  expect([noted, (await listJobs(means.db, "waiting")).length]).toEqual([["Ada", "Grace"], 1]);
});

test("what takes too long to end is given back, for another process to do", async () => {
  const means = await openMeans();
  const { job } = noting(() => new Promise(() => {}));
  const { runner } = runnerOf(means, [job]);
  await add(means, job, "Ada");
  await runner.start();
  await expect.poll(async () => (await listJobs(means.db, "running")).length).toBe(1);
  await runner.stop(10);
  expect(await listJobs(means.db)).toMatchObject([{ status: "waiting", attempts: 0 }]);
});

const everyNight = (job: AnyJobKind<Means>): Schedule<Means> => ({ job, pattern: "0 3 * * *" });

test("what is done again and again waits once for its next time, however many processes start", async () => {
  const means = await openMeans();
  const tidy = defineJob({ kind: "tidy", payload: z.object({}), run: async () => {} });
  for (let start = 0; start < 3; start++) await runnerOf(means, [tidy], [everyNight(tidy)]).runner.start();
  const jobs = await listJobs(means.db);
  expect(jobs.map((job) => [job.kind, job.status, job.dueAt.toISOString().slice(11)])).toEqual([
    ["tidy", "waiting", "03:00:00.000Z"],
  ]);
});

test("one that was missed is done at the next start, and then waits for its next time", async () => {
  const means = await openMeans();
  let done = 0;
  const tidy = defineJob({ kind: "tidy", payload: z.object({}), run: async () => void done++ });
  await runnerOf(means, [tidy], [everyNight(tidy)]).runner.start();
  const [waiting] = await listJobs(means.db);
  await means.db.job.update({
    where: { id: waiting?.id ?? 0 },
    data: { dueAt: new Date(Date.now() - 60_000) },
  });
  const { runner } = runnerOf(means, [tidy], [everyNight(tidy)]);
  await runner.start();
  await expect.poll(() => done, { timeout: 5_000 }).toBe(1);
  await expect.poll(async () => (await listJobs(means.db, "waiting")).length).toBe(1);
});
