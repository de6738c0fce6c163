// A job that always throws delays no other job and can be retried.

import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { type AnyJobKind, defineJob, pauseAfter } from "~/platform/jobs/job";
import { JobRunner } from "~/platform/jobs/job-runner.server";
import { enqueue, listJobs } from "~/platform/jobs/jobs.server";
import { MAX_ATTEMPTS } from "~/platform/jobs/queues";
import { createLog } from "~/platform/log.server";
import { run } from "../cli/command";
import { newDatabaseUrl } from "../factories/database";

/** Each test starts a whole site, some a second process. */
vi.setConfig({ testTimeout: 120_000 });

const payload = z.object({ to: z.string() });

/** A database and a job runner with the test's own clock. */
async function openWork(message: (to: string) => Promise<void>) {
  const databaseUrl = await newDatabaseUrl();
  const db = openDatabase(databaseUrl);
  onTestFinished(() => db.close());
  const work = { tries: [] as string[], posted: [] as string[], now: new Date() };
  const kinds: AnyJobKind<object>[] = [
    defineJob({
      kind: "letter",
      queue: "publishing",
      payload,
      async run(_means: object, { to }) {
        work.tries.push(work.now.toISOString());
        await message(to);
      },
    }),
    defineJob({
      kind: "card",
      queue: "publishing",
      payload,
      run: async (_means: object, { to }) => void work.posted.push(to),
    }),
  ];
  const runner = new JobRunner({
    ...{ db, deps: {}, kinds, schedules: [], now: () => work.now, log: createLog("silent") },
  });
  const add = (kind: string, to: string) =>
    db.write((tx) => enqueue(tx, { kind, queue: "publishing" }, { to }, { now: work.now }));
  return { databaseUrl, db, work, runner, add };
}

const lost = async () => {
  throw new Error("The letter box is gone");
};

/** Advances the clock until the job is dead. */
async function runUntilDead({ db, work, runner }: Awaited<ReturnType<typeof openWork>>) {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    await runner.runDue();
    work.now = new Date(work.now.getTime() + pauseAfter(attempt, 1));
  }
  expect(await listJobs(db, "dead")).toHaveLength(1);
}

test("retries a failing job with growing pauses up to a maximum, and runs others meanwhile", async () => {
  const office = await openWork(lost);
  const { db, work, runner, add } = office;
  await add("letter", "Ada");
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    await add("card", `Grace ${attempt}`);
    await runner.runDue();
    expect(work.posted).toHaveLength(attempt);
    const [job] = await db.job.findMany({ where: { kind: "letter" } });
    pauses.push((job?.dueAt.getTime() ?? 0) - work.now.getTime());
    if (attempt < MAX_ATTEMPTS) work.now = job?.dueAt ?? work.now;
  }
  const grown = pauses.slice(0, MAX_ATTEMPTS - 1);
  expect(grown).toEqual([...grown].sort((one, other) => one - other));
  expect(await listJobs(db, "dead")).toMatchObject([{ attempts: MAX_ATTEMPTS }]);
  work.now = new Date(work.now.getTime() + 1e10);
  expect([await runner.runDue(), work.tries.length]).toEqual([0, MAX_ATTEMPTS]);
});

test("runs other jobs at once while a failing one is retried", async () => {
  const { work, runner, add } = await openWork(lost);
  for (let number = 0; number < 5; number++) await add("letter", `Ada ${number}`);
  onTestFinished(() => runner.stop());
  await runner.start();
  await add("card", "Grace");
  await vi.waitUntil(() => work.posted.length === 1 && work.tries.length === 5, { timeout: 20_000 });
});

test("pauses between polls while the database is down, however many missed changes are reported", async () => {
  const look = vi.fn(async () => {
    throw new Error("Connection terminated");
  });
  const card = defineJob({ kind: "card", queue: "publishing", payload, run: async (_means: object) => {} });
  const listeners: ((change: "everything") => void)[] = [];
  const db = { $queryRaw: look, onChange: (listener: () => void) => listeners.push(listener) };
  const runner = new JobRunner({
    ...{ db: db as unknown as Database, deps: {}, kinds: [card], schedules: [] },
    ...{ now: () => new Date(), log: createLog("silent") },
  });
  await runner.start();
  for (let number = 0; number < 20; number++) {
    for (const listener of listeners) listener("everything");
    await pause(2);
  }
  expect(look).toHaveBeenCalledTimes(1);
  await runner.stop();
});

test("lists a dead job with its error in `longtable jobs`, and retries it", async () => {
  let isMended = false;
  const office = await openWork(async () => {
    if (!isMended) await lost();
  });
  await office.add("letter", "Ada");
  await runUntilDead(office);
  const env = { DATABASE_URL: office.databaseUrl };
  const shown = await run(["jobs", "list", "dead"], env);
  expect(shown.said).toMatch(
    /^(\d+) {2}failed {2}letter {2}queue publishing {2}created \d.* {2}ended \d.* {2}\d+ attempts\n {4}Error: The letter box is gone\n$/,
  );

  isMended = true;
  const id = shown.said.split(" ")[0] ?? "";
  expect(await run(["jobs", "retry", id], env)).toEqual({ code: 0, said: "1 job will run again.\n" });
  office.work.now = new Date();
  expect([await office.runner.runDue(), await listJobs(office.db, "dead")]).toEqual([1, []]);
  expect(await listJobs(office.db, "done")).toHaveLength(1);
});
