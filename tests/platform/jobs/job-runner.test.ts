import { setTimeout as pause } from "node:timers/promises";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { type AnyJobKind, defineJob, type Schedule } from "~/platform/jobs/job";
import { JobRunner } from "~/platform/jobs/job-runner.server";
import { enqueue, listJobs, measureLateness, takeJob } from "~/platform/jobs/jobs.server";
import { QUEUES, type QueueName } from "~/platform/jobs/queues";
import { type Deps, openDeps } from "../../factories/database";

/** A kind of job that does `work` and then records its payload. */
function noting(work: (whom: string) => Promise<void> = async () => {}) {
  const noted: string[] = [];
  const job = defineJob({
    kind: "note",
    queue: "publishing",
    payload: z.object({ whom: z.string() }),
    async run(_means: Deps, { whom }) {
      await work(whom);
      noted.push(whom);
    },
  });
  return { job, noted };
}

/** Longer than a test: what runs was found at the start, or woke the runner. */
const AN_HOUR = 60 * 60 * 1000;

function runnerOf(
  deps: Deps,
  kinds: AnyJobKind<Deps>[],
  schedules: Schedule<Deps>[] = [],
  queues: typeof QUEUES | Record<QueueName, { concurrency: number; timeLimitMs: number }> = QUEUES,
  lookEveryMs = AN_HOUR,
) {
  const logged: Record<string, unknown>[] = [];
  const ended: string[] = [];
  const runner = new JobRunner({
    ...{ db: deps.db, deps, kinds, schedules, queues, lookEveryMs, now: () => new Date() },
    log: pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    onEnd: (kind, outcome) => ended.push(`${kind} ${outcome}`),
  });
  onTestFinished(() => runner.stop(0));
  return { runner, logged, ended };
}

const add = (deps: Deps, job: Pick<AnyJobKind<Deps>, "kind" | "queue">, whom: unknown) =>
  deps.db.write((tx) => enqueue(tx, job, { whom }, { now: new Date() }));

test("is woken by the commit that enqueues a job, runs it and marks it as done", async () => {
  const deps = await openDeps();
  const { job, noted } = noting();
  const { runner, ended } = runnerOf(deps, [job]);
  await runner.start();
  await add(deps, job, "Ada");
  await expect.poll(() => ended).toEqual(["note done"]);
  expect([noted, await listJobs(deps.db, "done")]).toMatchObject([["Ada"], [{ kind: "note" }]]);
});

test("finds a job of which nothing told it when it looks next", async () => {
  const deps = await openDeps();
  const { job, noted } = noting();
  await runnerOf(deps, [job], [], QUEUES, 10).runner.start();
  // Until its look at the start is over.
  await pause(100);
  const now = new Date();
  const payload = JSON.stringify({ whom: "Ada" });
  await deps.db.job.create({
    data: { kind: "note", queue: "publishing", payload, status: "waiting", createdAt: now, dueAt: now },
  });
  await expect.poll(() => noted).toEqual(["Ada"]);
});

test("leaves no listener behind after many jobs within a second", async () => {
  const deps = await openDeps();
  const { job, noted } = noting();
  const { runner } = runnerOf(deps, [job]);
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.name);
  process.on("warning", note);
  onTestFinished(() => void process.off("warning", note));
  await runner.start();
  for (let count = 1; count <= 20; count++) {
    await add(deps, job, `Visitor ${count}`);
    await expect.poll(() => noted.length, { interval: 2 }).toBe(count);
  }
  expect(warnings).toEqual([]);
});

test("logs a failing job, schedules its retry, and delays no other", async () => {
  const deps = await openDeps();
  const { job, noted } = noting(async (whom) => {
    if (whom === "Eve") throw new Error("never for Eve");
  });
  const { runner, logged } = runnerOf(deps, [job]);
  for (const whom of ["Eve", "Ada", "Eve", "Grace"]) await add(deps, job, whom);
  expect(await runner.runDue()).toBe(4);
  expect(noted).toEqual(["Ada", "Grace"]);
  expect(await listJobs(deps.db, "waiting")).toMatchObject([
    { attempts: 1, error: expect.stringContaining("never for Eve") },
    { attempts: 1 },
  ]);
  expect(logged.map((line) => line.msg)).toEqual(["a job failed: waiting", "a job failed: waiting"]);
});

test("fails a job whose payload does not match its schema, without running it", async () => {
  const deps = await openDeps();
  const { job, noted } = noting();
  const { runner } = runnerOf(deps, [job]);
  await add(deps, job, 12);
  await runner.runDue();
  expect(noted).toEqual([]);
  expect(await listJobs(deps.db, "waiting")).toMatchObject([{ error: expect.stringContaining("whom") }]);
});

test("waits for running jobs when it stops, and takes no other", async () => {
  const deps = await openDeps();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { job, noted } = noting(() => held);
  const { runner } = runnerOf(deps, [job]);
  for (const whom of ["Ada", "Grace", "Mary"]) await add(deps, job, whom);
  await runner.start();
  await expect.poll(async () => (await listJobs(deps.db, "running")).length).toBe(2);
  const stopped = runner.stop();
  release();
  await stopped;
  expect([noted, (await listJobs(deps.db, "waiting")).length]).toEqual([["Ada", "Grace"], 1]);
});

test("releases a job that takes too long when it stops", async () => {
  const deps = await openDeps();
  const { job } = noting(() => new Promise(() => {}));
  const { runner } = runnerOf(deps, [job]);
  await add(deps, job, "Ada");
  await runner.start();
  await expect.poll(async () => (await listJobs(deps.db, "running")).length).toBe(1);
  await runner.stop(10);
  expect(await listJobs(deps.db)).toMatchObject([{ status: "waiting", attempts: 0 }]);
});

test("leaves a released job to its next taker, though its work ends afterwards", async () => {
  const deps = await openDeps();
  const stuck: ((error?: Error) => void)[] = [];
  const { job } = noting(
    () => new Promise((resolve, reject) => stuck.push((error) => (error ? reject(error) : resolve()))),
  );
  for (const end of [undefined, new Error("too late")]) {
    await deps.db.job.deleteMany();
    const { runner, ended, logged } = runnerOf(deps, [job]);
    await add(deps, job, "Ada");
    await runner.start();
    await expect.poll(() => stuck.length).toBe(1);
    await runner.stop(10);
    const next = await takeJob(deps.db, "publishing", ["note"], new Date());
    expect(next).toMatchObject({ attempts: 1 });
    stuck.pop()?.(end);
    await pause(50);
    expect([ended, logged, await listJobs(deps.db)]).toMatchObject([
      [],
      [],
      [{ status: "running", attempts: 1, error: null }],
    ]);
  }
});

test("runs jobs that an earlier version enqueued or left running in the default queue, each in its kind's queue", async () => {
  const deps = await openDeps();
  const queues: string[] = [];
  const kindOf = (kind: string, queue: QueueName) =>
    defineJob({
      ...{ kind, queue, payload: anything },
      run: async ({ db }: Deps) => {
        const running = await db.job.findMany({ where: { kind, status: "running" } });
        queues.push(...running.map((row) => `${kind} in ${row.queue}`));
      },
    });
  const kinds = [kindOf("mail", "mail"), kindOf("backup", "backup"), kindOf("publish-post", "publishing")];
  // As that version writes it: without a queue.
  const old = { payload: "{}", createdAt: new Date(), dueAt: new Date(Date.now() - 60 * 60_000) };
  await deps.db.job.createMany({
    data: [
      { ...old, kind: "mail", status: "waiting" },
      { ...old, kind: "backup", status: "running", attempts: 1, leaseUntil: new Date(Date.now() - 1_000) },
      { ...old, kind: "publish-post", status: "waiting" },
      { ...old, kind: "mail", status: "waiting", dueAt: new Date(Date.now() + 60_000) },
    ],
  });
  const { runner, ended } = runnerOf(deps, kinds);
  await runner.start();
  await expect.poll(() => ended.length).toBe(3);
  expect(queues.sort()).toEqual(["backup in backup", "mail in mail", "publish-post in publishing"]);
  expect((await measureLateness(deps.db, new Date())).every(({ lateMs }) => lateMs === 0)).toBe(true);
  await deps.db.job.updateMany({ where: { status: "waiting" }, data: { dueAt: new Date() } });
  await runner.stop();
  expect(await runnerOf(deps, kinds).runner.runDue()).toBe(1);
});

const everyNight = (job: AnyJobKind<Deps>): Schedule<Deps> => ({ job, pattern: "0 3 * * *" });

test("schedules a recurring job once, however many processes start", async () => {
  const deps = await openDeps();
  const tidy = defineJob({ kind: "tidy", queue: "publishing", payload: z.object({}), run: async () => {} });
  for (let start = 0; start < 3; start++) await runnerOf(deps, [tidy], [everyNight(tidy)]).runner.start();
  const jobs = await listJobs(deps.db);
  expect(jobs.map((job) => [job.kind, job.status, job.dueAt.toISOString().slice(11)])).toEqual([
    ["tidy", "waiting", "03:00:00.000Z"],
  ]);
});

test("runs a missed recurring job at the next start, and schedules the next one", async () => {
  const deps = await openDeps();
  let done = 0;
  const tidy = defineJob({
    kind: "tidy",
    queue: "publishing",
    payload: z.object({}),
    run: async () => void done++,
  });
  await runnerOf(deps, [tidy], [everyNight(tidy)]).runner.start();
  const [waiting] = await listJobs(deps.db);
  await deps.db.job.update({
    where: { id: waiting?.id ?? 0 },
    data: { dueAt: new Date(Date.now() - 60_000) },
  });
  const { runner } = runnerOf(deps, [tidy], [everyNight(tidy)]);
  await runner.start();
  await expect.poll(() => done).toBe(1);
  await expect.poll(async () => (await listJobs(deps.db, "waiting")).length).toBe(1);
});

const anything = z.object({}).loose();

test("publishes at once while every place of the mail queue hangs, and runs no more e-mails than its places", async () => {
  const deps = await openDeps();
  const begun: string[] = [];
  const kindOf = (kind: string, queue: QueueName, run: () => Promise<void>) =>
    defineJob({
      kind,
      queue,
      payload: anything,
      async run(_deps: Deps) {
        begun.push(kind);
        await run();
      },
    });
  const hanging = kindOf("mail", "mail", () => new Promise(() => {}));
  const publishing = kindOf("publish-post", "publishing", async () => {});
  const { runner, ended } = runnerOf(deps, [hanging, publishing]);
  for (let number = 0; number < 20; number++) await add(deps, hanging, "Ada");
  await runner.start();
  await expect.poll(() => begun).toEqual(["mail", "mail"]);
  await add(deps, publishing, "Grace");
  await expect.poll(() => ended).toEqual(["publish-post done"]);
  expect(begun).toEqual(["mail", "mail", "publish-post"]);
  await runner.stop(0);
});

test("fails a job at its queue's time limit, and gives its place to the next", async () => {
  const deps = await openDeps();
  const { job, noted } = noting((whom) => (whom === "Eve" ? new Promise(() => {}) : Promise.resolve()));
  const limits = { concurrency: 1, timeLimitMs: 300 };
  const { runner, logged, ended } = runnerOf(deps, [job], [], { ...QUEUES, publishing: limits });
  for (const whom of ["Eve", "Ada"]) await add(deps, job, whom);
  await runner.start();
  await expect.poll(() => ended).toEqual(["note failed", "note done"]);
  expect(noted).toEqual(["Ada"]);
  expect(await listJobs(deps.db, "waiting")).toMatchObject([
    { attempts: 1, error: expect.stringContaining("took longer than 0.3 seconds") },
  ]);
  expect(logged.map((line) => line.msg)).toEqual(["a job failed: waiting"]);
});
