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
import { type Means, openMeans } from "../../factories/database";

const NOW = new Date("2026-03-30T09:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const KINDS = ["greet"];

const greet = defineJob({ kind: "greet", payload: z.object({ whom: z.string() }), run: async () => {} });

const add = ({ db }: Means, whom: string, more: { at?: Date; key?: string } = {}) =>
  db.write((tx) => enqueue(tx, greet, { whom }, { now: NOW, ...more }));

const take = ({ db }: Means, now = NOW) => takeJob(db, KINDS, now);

const whomOf = (job: { payload: string } | null) => job && (JSON.parse(job.payload) as { whom: string }).whom;

test("a job stands with the transaction that causes it, and falls with it", async () => {
  const means = await openMeans();
  await add(means, "Ada");
  const undone = means.db.write(async (tx) => {
    await enqueue(tx, greet, { whom: "Eve" }, { now: NOW });
    throw new Error("changed my mind");
  });
  await expect(undone).rejects.toThrow("changed my mind");
  expect((await listJobs(means.db)).map(whomOf)).toEqual(["Ada"]);
});

test("jobs are taken in the order in which they are due, none before its time", async () => {
  const means = await openMeans();
  await add(means, "third", { at: later(-1_000) });
  await add(means, "first", { at: later(-3_000) });
  await add(means, "second", { at: later(-2_000) });
  await add(means, "not yet", { at: later(1) });
  const taken = [await take(means), await take(means), await take(means), await take(means)];
  expect(taken.map(whomOf)).toEqual(["first", "second", "third", null]);
  expect(whomOf(await take(means, later(1)))).toBe("not yet");
});

test("a job that takes its process along each time is laid aside as dead, and can be tried again", async () => {
  const means = await openMeans();
  await add(means, "Ada");
  let now = NOW;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    expect(await take(means, now)).toMatchObject({ attempts: attempt });
    now = new Date(now.getTime() + LEASE_MS + 1);
  }
  expect(await take(means, now)).toBeNull();
  expect(await listJobs(means.db, "dead")).toMatchObject([
    { endedAt: now, leaseUntil: null, error: expect.stringContaining("process that ran this job ended") },
  ]);
  expect(await means.db.write((tx) => retryJobs(tx, "all", now))).toBe(1);
  expect(await take(means, now)).toMatchObject({ attempts: 1 });
});

test("a kind that this version doesn't know waits for one that does", async () => {
  const means = await openMeans();
  await add(means, "Ada");
  expect(await takeJob(means.db, ["wave"], NOW)).toBeNull();
  expect(whomOf(await take(means))).toBe("Ada");
});

test("however many take at once, each job is given to one", async () => {
  const means = await openMeans();
  for (let number = 0; number < 12; number++) await add(means, String(number));
  const taken = await Promise.all(Array.from({ length: 30 }, () => take(means)));
  const given = taken.filter((job) => job !== null).map((job) => job.id);
  expect(new Set(given).size).toBe(given.length);
  while (true) {
    const job = await take(means);
    if (!job) break;
    given.push(job.id);
  }
  expect(given.length).toBe(12);
});

test("of those that wait under one key there is one, as it was last said", async () => {
  const means = await openMeans();
  await add(means, "Ada", { key: "k", at: later(1_000) });
  await add(means, "Grace", { key: "k", at: later(2_000) });
  expect([await take(means, later(1_000)), whomOf(await take(means, later(2_000)))]).toEqual([null, "Grace"]);
});

test("while it is being done, the same key means another job", async () => {
  const means = await openMeans();
  await add(means, "Ada", { key: "k" });
  const first = await take(means);
  await add(means, "Grace", { key: "k" });
  expect([whomOf(first), whomOf(await take(means))]).toEqual(["Ada", "Grace"]);
});

test("what is to be done by a time is neither put off nor doubled", async () => {
  const means = await openMeans();
  const ensure = (at: Date) =>
    means.db.write((tx) => ensureBy(tx, greet, { whom: "Ada" }, { at, key: "k", now: NOW }));
  for (const at of [later(5_000), later(9_000), later(4_000)]) await ensure(at);
  expect((await listJobs(means.db)).map((job) => job.dueAt)).toEqual([later(4_000)]);
});

test("what was called off is not done", async () => {
  const means = await openMeans();
  await add(means, "Ada", { key: "k" });
  await means.db.write((tx) => dequeue(tx, "k"));
  expect(await take(means)).toBeNull();
});

test("a job whose process died is another's after its lease", async () => {
  const means = await openMeans();
  await add(means, "Ada");
  await take(means);
  expect(await take(means, later(LEASE_MS))).toBeNull();
  expect(await take(means, later(LEASE_MS + 1))).toMatchObject({ attempts: 2 });
});

test("whoever says that they are still at it keeps it", async () => {
  const means = await openMeans();
  await add(means, "Ada");
  const job = (await take(means)) ?? expect.fail();
  expect(await renewLease(means.db, job, later(60_000))).toBe(true);
  expect(await take(means, later(LEASE_MS + 1))).toBeNull();
});

test("who looks with a clock that is a little behind takes nothing that is being done", async () => {
  const means = await openMeans();
  await add(means, "Ada", { at: later(-3_600_000) });
  await take(means);
  expect(await take(means, later(-5_000))).toBeNull();
});

test("a clock that is set back holds no job for ever", async () => {
  const means = await openMeans();
  await add(means, "Ada", { at: later(-3_600_000) });
  await take(means);
  expect(whomOf(await take(means, later(-3_600_000)))).toBe("Ada");
});

test("whoever lost a job to another can neither end nor keep it", async () => {
  const means = await openMeans();
  await add(means, "Ada");
  const lost = (await take(means)) ?? expect.fail();
  await take(means, later(LEASE_MS + 1));
  await finishJob(means.db, lost, { forget: false }, NOW);
  await failJob(means.db, lost, new Error("late"), NOW);
  expect(await renewLease(means.db, lost, NOW)).toBe(false);
  expect(await listJobs(means.db, "running")).toMatchObject([{ attempts: 2, error: null }]);
});

test("a job that fails is tried again later and later, then laid aside with what went wrong", async () => {
  const means = await openMeans();
  await add(means, "Ada");
  let now = NOW;
  const statuses: string[] = [];
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const job = (await take(means, now)) ?? expect.fail();
    statuses.push(await failJob(means.db, job, new Error("no answer"), now));
    expect(await take(means, now)).toBeNull();
    now = new Date(now.getTime() + pauseAfter(attempt, 1));
  }
  expect(statuses).toEqual([...Array(MAX_ATTEMPTS - 1).fill("waiting"), "dead"]);
  expect(await take(means, later(1e12))).toBeNull();
  expect(await listJobs(means.db, "dead")).toMatchObject([{ error: expect.stringContaining("no answer") }]);
});

test("a dead job is done after all when somebody says so; a living one isn't touched", async () => {
  const means = await openMeans();
  await add(means, "dead");
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const now = later(attempt * 1e8);
    await failJob(means.db, (await take(means, now)) ?? expect.fail(), "no answer", now);
  }
  await add(means, "living", { at: later(1_000) });
  const [dead] = await listJobs(means.db, "dead");
  const [living] = await listJobs(means.db, "waiting");
  const retry = (id: number) => means.db.write((tx) => retryJobs(tx, id, NOW));
  expect([await retry(living?.id ?? 0), await retry(dead?.id ?? 0)]).toEqual([0, 1]);
  expect(await take(means)).toMatchObject({ id: dead?.id, attempts: 1 });
});

test("what was given back is due as before", async () => {
  const means = await openMeans();
  await add(means, "Ada");
  await releaseJob(means.db, (await take(means)) ?? expect.fail());
  expect(await take(means)).toMatchObject({ attempts: 1 });
});

test("how the jobs stand is told in numbers, and since when one waits", async () => {
  const means = await openMeans();
  await add(means, "done");
  await finishJob(means.db, (await take(means)) ?? expect.fail(), { forget: false }, NOW);
  await add(means, "due", { at: later(-5_000) });
  await add(means, "to come", { at: later(5_000) });
  expect(await surveyJobs(means.db, NOW)).toEqual({
    ...{ waiting: 2, running: 0, done: 1, dead: 0 },
    dueSince: later(-5_000),
  });
});

test("what was done is forgotten after a week, and not before", async () => {
  const means = await openMeans();
  await add(means, "Ada");
  await finishJob(means.db, (await take(means)) ?? expect.fail(), { forget: false }, NOW);
  const week = 7 * 24 * 3_600_000;
  await pruneJobs(means.db, later(week), []);
  expect(await listJobs(means.db)).toHaveLength(1);
  await pruneJobs(means.db, later(week + 1), []);
  expect(await listJobs(means.db)).toHaveLength(0);
});

test("what could not be done is forgotten after a month, if its kind is not for keeping", async () => {
  const means = await openMeans();
  await add(means, "Ada");
  const job = (await take(means)) ?? expect.fail();
  await means.db.job.updateMany({ data: { attempts: MAX_ATTEMPTS } });
  await failJob(means.db, { ...job, attempts: MAX_ATTEMPTS }, new Error("no such address"), NOW);
  const month = 30 * 24 * 3_600_000;
  await pruneJobs(means.db, later(month), KINDS);
  await pruneJobs(means.db, later(2 * month), ["wave"]);
  expect(await listJobs(means.db, "dead")).toHaveLength(1);
  await pruneJobs(means.db, later(month + 1), KINDS);
  expect(await listJobs(means.db)).toHaveLength(0);
});
