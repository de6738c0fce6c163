import { expect, test } from "vitest";
import { z } from "zod";
import { defineJob, LEASE_MS, pauseAfter } from "~/platform/jobs/job";
import {
  countJobs,
  dequeue,
  enqueue,
  ensureBy,
  failJob,
  finishJob,
  listDueQueues,
  listJobs,
  measureLateness,
  pruneJobs,
  releaseJob,
  renewLease,
  retryJobs,
  takeJob,
} from "~/platform/jobs/jobs.server";
import { MAX_ATTEMPTS, type QueueName } from "~/platform/jobs/queues";
import { type Deps, openDeps } from "../../factories/database";

const NOW = new Date("2026-03-30T09:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const KINDS = ["greet"];

const greet = defineJob({
  kind: "greet",
  queue: "publishing",
  payload: z.object({ whom: z.string() }),
  run: async () => {},
});

const add = ({ db }: Deps, whom: string, more: { at?: Date; key?: string } = {}) =>
  db.write((tx) => enqueue(tx, greet, { whom }, { now: NOW, ...more }));

const take = ({ db }: Deps, now = NOW) => takeJob(db, "publishing", KINDS, now);

const whomOf = (job: { payload: string } | null) => job && (JSON.parse(job.payload) as { whom: string }).whom;

test("commits and rolls back a job with its transaction", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  const undone = deps.db.write(async (tx) => {
    await enqueue(tx, greet, { whom: "Eve" }, { now: NOW });
    throw new Error("changed my mind");
  });
  await expect(undone).rejects.toThrow("changed my mind");
  expect((await listJobs(deps.db)).map(whomOf)).toEqual(["Ada"]);
});

test("takes jobs in the order of their due times, and none early", async () => {
  const deps = await openDeps();
  await add(deps, "third", { at: later(-1_000) });
  await add(deps, "first", { at: later(-3_000) });
  await add(deps, "second", { at: later(-2_000) });
  await add(deps, "not yet", { at: later(1) });
  const taken = [await take(deps), await take(deps), await take(deps), await take(deps)];
  expect(taken.map(whomOf)).toEqual(["first", "second", "third", null]);
  expect(whomOf(await take(deps, later(1)))).toBe("not yet");
});

test("marks a job as dead when it ends its process every time, and retries it on request", async () => {
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

test("leaves a job of an unknown kind waiting", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  expect(await takeJob(deps.db, "publishing", ["wave"], NOW)).toBeNull();
  expect(whomOf(await take(deps))).toBe("Ada");
});

test("gives each job to one of several simultaneous takers", async () => {
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

test("keeps one waiting job per key, the latest", async () => {
  const deps = await openDeps();
  await add(deps, "Ada", { key: "k", at: later(1_000) });
  await add(deps, "Grace", { key: "k", at: later(2_000) });
  expect([await take(deps, later(1_000)), whomOf(await take(deps, later(2_000)))]).toEqual([null, "Grace"]);
});

test("enqueues another job for a key while its job runs", async () => {
  const deps = await openDeps();
  await add(deps, "Ada", { key: "k" });
  const first = await take(deps);
  await add(deps, "Grace", { key: "k" });
  expect([whomOf(first), whomOf(await take(deps))]).toEqual(["Ada", "Grace"]);
});

test("keeps the earliest due time of a job that must run by a time", async () => {
  const deps = await openDeps();
  const ensure = (at: Date) =>
    deps.db.write((tx) => ensureBy(tx, greet, { whom: "Ada" }, { at, key: "k", now: NOW }));
  for (const at of [later(5_000), later(9_000), later(4_000)]) await ensure(at);
  expect((await listJobs(deps.db)).map((job) => job.dueAt)).toEqual([later(4_000)]);
});

test("does not run a dequeued job", async () => {
  const deps = await openDeps();
  await add(deps, "Ada", { key: "k" });
  await deps.db.write((tx) => dequeue(tx, "k"));
  expect(await take(deps)).toBeNull();
});

test("takes a job over when its lease has ended", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  await take(deps);
  expect(await take(deps, later(LEASE_MS))).toBeNull();
  expect(await take(deps, later(LEASE_MS + 1))).toMatchObject({ attempts: 2 });
});

test("names the queues in which a job waits that is due, or ran out of its lease", async () => {
  const deps = await openDeps();
  const due = async (ms: number) => [...(await listDueQueues(deps.db, later(ms)))].sort();
  await deps.db.write(async (tx) => {
    await enqueue(tx, greet, { whom: "Ada" }, { now: NOW });
    await enqueue(tx, { kind: "mail", queue: "mail" }, {}, { at: later(2_000), now: NOW });
  });
  expect([await due(-1), await due(0), await due(1_999)]).toEqual([[], ["publishing"], ["publishing"]]);
  expect(await due(2_000)).toEqual(["mail", "publishing"]);
  const taken = (await take(deps)) ?? expect.fail();
  expect([await due(0), await due(LEASE_MS), await due(LEASE_MS + 1)]).toEqual([
    [],
    ["mail"],
    ["mail", "publishing"],
  ]);
  // A clock that was set back.
  expect(await due(-2 * LEASE_MS)).toEqual(["publishing"]);
  await finishJob(deps.db, taken, { forget: false }, NOW);
  expect(await due(LEASE_MS + 1)).toEqual(["mail"]);
});

test("keeps a job whose lease is renewed", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  const job = (await take(deps)) ?? expect.fail();
  expect(await renewLease(deps.db, job, later(60_000))).toBe(true);
  expect(await take(deps, later(LEASE_MS + 1))).toBeNull();
});

test("takes no running job with a clock that is slightly behind", async () => {
  const deps = await openDeps();
  await add(deps, "Ada", { at: later(-3_600_000) });
  await take(deps);
  expect(await take(deps, later(-5_000))).toBeNull();
});

test("takes a due job when the clock was set back", async () => {
  const deps = await openDeps();
  await add(deps, "Ada", { at: later(-3_600_000) });
  await take(deps);
  expect(whomOf(await take(deps, later(-3_600_000)))).toBe("Ada");
});

test("lets a runner neither finish nor renew a job that another one took over", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  const lost = (await take(deps)) ?? expect.fail();
  await take(deps, later(LEASE_MS + 1));
  await finishJob(deps.db, lost, { forget: false }, NOW);
  await failJob(deps.db, lost, new Error("late"), NOW);
  expect(await renewLease(deps.db, lost, NOW)).toBe(false);
  expect(await listJobs(deps.db, "running")).toMatchObject([{ attempts: 2, error: null }]);
});

test("retries a failing job with growing pauses, and then marks it as dead with its error", async () => {
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

test("retries a dead job on request, and touches no other", async () => {
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

test("makes a released job due as before", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  await releaseJob(deps.db, (await take(deps)) ?? expect.fail());
  expect(await take(deps)).toMatchObject({ attempts: 1 });
});

test("counts jobs by queue and status, and measures how late each queue is", async () => {
  const deps = await openDeps();
  await add(deps, "done");
  await finishJob(deps.db, (await take(deps)) ?? expect.fail(), { forget: false }, NOW);
  await add(deps, "due", { at: later(-5_000) });
  await add(deps, "to come", { at: later(5_000) });
  await deps.db.write((tx) =>
    enqueue(tx, { kind: "mail", queue: "mail" }, {}, { at: later(-9_000), now: NOW }),
  );
  const counts = await countJobs(deps.db);
  const some = counts
    .filter(({ count }) => count > 0)
    .map(({ queue, status, count }) => [queue, status, count]);
  expect(some.sort()).toEqual([
    ["mail", "waiting", 1],
    ["publishing", "done", 1],
    ["publishing", "waiting", 2],
  ]);
  expect(counts).toContainEqual({ queue: "backup", status: "dead", count: 0 });
  const late = (await measureLateness(deps.db, NOW)).map(({ queue, lateMs }) => [queue, lateMs]);
  expect(Object.fromEntries(late)).toEqual({
    ...{ publishing: 5_000, mail: 9_000, following: 0, outbound: 0, rendering: 0, backup: 0, books: 0 },
  });
});

test("prunes finished jobs after a week", async () => {
  const deps = await openDeps();
  await add(deps, "Ada");
  await finishJob(deps.db, (await take(deps)) ?? expect.fail(), { forget: false }, NOW);
  const week = 7 * 24 * 3_600_000;
  await pruneJobs(deps.db, later(week), []);
  expect(await listJobs(deps.db)).toHaveLength(1);
  await pruneJobs(deps.db, later(week + 1), []);
  expect(await listJobs(deps.db)).toHaveLength(0);
});

test("prunes dead jobs after a month, unless their kind is kept", async () => {
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

test("takes the jobs of one queue, whatever waits in another", async () => {
  const { db } = await openDeps();
  const put = (kind: string, queue: QueueName, at: Date) =>
    db.write((tx) => enqueue(tx, { kind, queue }, {}, { at, now: NOW }));
  for (let number = 0; number < 40; number++) await put("mail", "mail", later(-9_000));
  await put("publish-post", "publishing", later(-1_000));
  const kinds = ["mail", "publish-post"];
  expect(await takeJob(db, "publishing", kinds, NOW)).toMatchObject({ kind: "publish-post" });
  expect(await takeJob(db, "publishing", kinds, NOW)).toBeNull();
  expect(await takeJob(db, "mail", kinds, NOW)).toMatchObject({ kind: "mail" });
});

test("gives a backup fewer attempts, also where it failed more often before", async () => {
  const { db } = await openDeps();
  await db.write((tx) => enqueue(tx, { kind: "backup", queue: "backup" }, {}, { key: "k", now: NOW }));
  await db.job.updateMany({ data: { attempts: 3, error: "No room." } });
  expect(await takeJob(db, "backup", ["backup"], NOW)).toBeNull();
  expect(await listJobs(db, "dead")).toMatchObject([{ attempts: 3, error: "No room.", key: null }]);
});
