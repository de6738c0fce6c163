import { expect, test } from "vitest";
import { z } from "zod";
import { defineJob, LEASE_MS, MAX_ATTEMPTS, pauseAfter } from "~/platform/jobs/job";
import {
  dequeue,
  enqueue,
  ensureBy,
  failJob,
  finishJob,
  listJobs,
  pruneJobs,
  releaseJob,
  renewLease,
  retryJobs,
  surveyJobs,
  takeJob,
} from "~/platform/jobs/jobs.server";
import { type Deps, openDeps } from "../../factories/database";

const NOW = new Date("2026-03-30T09:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const KINDS = ["greet"];

const greet = defineJob({ kind: "greet", payload: z.object({ whom: z.string() }), run: async () => {} });

const add = ({ db }: Deps, whom: string, more: { at?: Date; key?: string } = {}) =>
  db.write((tx) => enqueue(tx, greet, { whom }, { now: NOW, ...more }));

const take = ({ db }: Deps, now = NOW) => takeJob(db, KINDS, now);

const whomOf = (job: { payload: string } | null) => job && (JSON.parse(job.payload) as { whom: string }).whom;

test("a job stands with the transaction that causes it, and falls with it", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  const undone = deps.db.write(async (tx) => {
    await enqueue(tx, greet, { whom: "Eve" }, { now: NOW });
    throw new Error("changed my mind");
  });
  await expect(undone).rejects.toThrow("changed my mind");
  expect((await listJobs(deps.db)).map(whomOf)).toEqual(["Ada"]);
});

test("jobs are taken in the order in which they are due, none before its time", async () => {
  const deps = await openDeps();
  await add(deps, "third", { at: later(-1_000) });
  await add(deps, "first", { at: later(-3_000) });
  await add(deps, "second", { at: later(-2_000) });
  await add(deps, "not yet", { at: later(1) });
  const taken = [await take(deps), await take(deps), await take(deps), await take(deps)];
  expect(taken.map(whomOf)).toEqual(["first", "second", "third", null]);
  expect(whomOf(await take(deps, later(1)))).toBe("not yet");
});

test("a job that takes its process along each time is laid aside as dead, and can be tried again", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  let now = NOW;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    expect(await take(deps, now)).toMatchObject({ attempts: attempt });
    now = new Date(now.getTime() + LEASE_MS + 1);
  }
  expect(await take(deps, now)).toBeNull();
  expect(await listJobs(deps.db, "dead")).toMatchObject([
    { endedAt: now, leaseUntil: null, error: expect.stringContaining("process that ran this job ended") },
  ]);
  expect(await deps.db.write((tx) => retryJobs(tx, "all", now))).toBe(1);
  expect(await take(deps, now)).toMatchObject({ attempts: 1 });
});

test("a kind that this version doesn't know waits for one that does", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  expect(await takeJob(deps.db, ["wave"], NOW)).toBeNull();
  expect(whomOf(await take(deps))).toBe("Ada");
});

test("however many take at once, each job is given to one", async () => {
  const deps = await openDeps();
  for (let number = 0; number < 12; number++) await add(deps, String(number));
  const taken = await Promise.all(Array.from({ length: 30 }, () => take(deps)));
  const given = taken.filter((job) => job !== null).map((job) => job.id);
  expect(new Set(given).size).toBe(given.length);
  while (true) {
    const job = await take(deps);
    if (!job) break;
    given.push(job.id);
  }
  expect(given.length).toBe(12);
});

test("of those that wait under one key there is one, as it was last said", async () => {
  const deps = await openDeps();
  await add(deps, "Ada", { key: "k", at: later(1_000) });
  await add(deps, "Grace", { key: "k", at: later(2_000) });
  expect([await take(deps, later(1_000)), whomOf(await take(deps, later(2_000)))]).toEqual([null, "Grace"]);
});

test("while it is being done, the same key means another job", async () => {
  const deps = await openDeps();
  await add(deps, "Ada", { key: "k" });
  const first = await take(deps);
  await add(deps, "Grace", { key: "k" });
  expect([whomOf(first), whomOf(await take(deps))]).toEqual(["Ada", "Grace"]);
});

test("what is to be done by a time is neither put off nor doubled", async () => {
  const deps = await openDeps();
  const ensure = (at: Date) =>
    deps.db.write((tx) => ensureBy(tx, greet, { whom: "Ada" }, { at, key: "k", now: NOW }));
  for (const at of [later(5_000), later(9_000), later(4_000)]) await ensure(at);
  expect((await listJobs(deps.db)).map((job) => job.dueAt)).toEqual([later(4_000)]);
});

test("what was called off is not done", async () => {
  const deps = await openDeps();
  await add(deps, "Ada", { key: "k" });
  await deps.db.write((tx) => dequeue(tx, "k"));
  expect(await take(deps)).toBeNull();
});

test("a job whose process died is another's after its lease", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  await take(deps);
  expect(await take(deps, later(LEASE_MS))).toBeNull();
  expect(await take(deps, later(LEASE_MS + 1))).toMatchObject({ attempts: 2 });
});

test("whoever says that they are still at it keeps it", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  const job = (await take(deps)) ?? expect.fail();
  expect(await renewLease(deps.db, job, later(60_000))).toBe(true);
  expect(await take(deps, later(LEASE_MS + 1))).toBeNull();
});

test("who looks with a clock that is a little behind takes nothing that is being done", async () => {
  const deps = await openDeps();
  await add(deps, "Ada", { at: later(-3_600_000) });
  await take(deps);
  expect(await take(deps, later(-5_000))).toBeNull();
});

test("a clock that is set back holds no job for ever", async () => {
  const deps = await openDeps();
  await add(deps, "Ada", { at: later(-3_600_000) });
  await take(deps);
  expect(whomOf(await take(deps, later(-3_600_000)))).toBe("Ada");
});

test("whoever lost a job to another can neither end nor keep it", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  const lost = (await take(deps)) ?? expect.fail();
  await take(deps, later(LEASE_MS + 1));
  await finishJob(deps.db, lost, { forget: false }, NOW);
  await failJob(deps.db, lost, new Error("late"), NOW);
  expect(await renewLease(deps.db, lost, NOW)).toBe(false);
  expect(await listJobs(deps.db, "running")).toMatchObject([{ attempts: 2, error: null }]);
});

test("a job that fails is tried again later and later, then laid aside with what went wrong", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  let now = NOW;
  const statuses: string[] = [];
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const job = (await take(deps, now)) ?? expect.fail();
    statuses.push(await failJob(deps.db, job, new Error("no answer"), now));
    expect(await take(deps, now)).toBeNull();
    now = new Date(now.getTime() + pauseAfter(attempt, 1));
  }
  expect(statuses).toEqual([...Array(MAX_ATTEMPTS - 1).fill("waiting"), "dead"]);
  expect(await take(deps, later(1e12))).toBeNull();
  expect(await listJobs(deps.db, "dead")).toMatchObject([{ error: expect.stringContaining("no answer") }]);
});

test("a dead job is done after all when somebody says so; a living one isn't touched", async () => {
  const deps = await openDeps();
  await add(deps, "dead");
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const now = later(attempt * 1e8);
    await failJob(deps.db, (await take(deps, now)) ?? expect.fail(), "no answer", now);
  }
  await add(deps, "living", { at: later(1_000) });
  const [dead] = await listJobs(deps.db, "dead");
  const [living] = await listJobs(deps.db, "waiting");
  const retry = (id: number) => deps.db.write((tx) => retryJobs(tx, id, NOW));
  expect([await retry(living?.id ?? 0), await retry(dead?.id ?? 0)]).toEqual([0, 1]);
  expect(await take(deps)).toMatchObject({ id: dead?.id, attempts: 1 });
});

test("what was given back is due as before", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  await releaseJob(deps.db, (await take(deps)) ?? expect.fail());
  expect(await take(deps)).toMatchObject({ attempts: 1 });
});

test("how the jobs stand is told in numbers, and since when one waits", async () => {
  const deps = await openDeps();
  await add(deps, "done");
  await finishJob(deps.db, (await take(deps)) ?? expect.fail(), { forget: false }, NOW);
  await add(deps, "due", { at: later(-5_000) });
  await add(deps, "to come", { at: later(5_000) });
  expect(await surveyJobs(deps.db, NOW)).toEqual({
    ...{ waiting: 2, running: 0, done: 1, dead: 0 },
    dueSince: later(-5_000),
  });
});

test("what was done is forgotten after a week, and not before", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  await finishJob(deps.db, (await take(deps)) ?? expect.fail(), { forget: false }, NOW);
  const week = 7 * 24 * 3_600_000;
  await pruneJobs(deps.db, later(week), []);
  expect(await listJobs(deps.db)).toHaveLength(1);
  await pruneJobs(deps.db, later(week + 1), []);
  expect(await listJobs(deps.db)).toHaveLength(0);
});

test("what could not be done is forgotten after a month, if its kind is not for keeping", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  const job = (await take(deps)) ?? expect.fail();
  await deps.db.job.updateMany({ data: { attempts: MAX_ATTEMPTS } });
  await failJob(deps.db, { ...job, attempts: MAX_ATTEMPTS }, new Error("no such address"), NOW);
  const month = 30 * 24 * 3_600_000;
  await pruneJobs(deps.db, later(month), KINDS);
  await pruneJobs(deps.db, later(2 * month), ["wave"]);
  expect(await listJobs(deps.db, "dead")).toHaveLength(1);
  await pruneJobs(deps.db, later(month + 1), KINDS);
  expect(await listJobs(deps.db)).toHaveLength(0);
});
