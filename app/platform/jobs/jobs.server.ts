// Jobs in the database: enqueued in the transaction that causes them, taken by one process at a time.

import { type DatabaseClient, Prisma, type Transaction } from "../database/database.server";
import {
  JOB_STATUSES,
  type JobKind,
  type JobStatus,
  KEEP_DEAD_MS,
  KEEP_DONE_MS,
  LEASE_MS,
  MAX_ERROR_CHARS,
  pauseAfter,
} from "./job";
import { DEFAULT_QUEUE, QUEUE_NAMES, QUEUES, type QueueName } from "./queues";

/** Cache tag that wakes the job runners. No page has it. */
export const JOBS_KEY = "jobs";

/** Length of the list for administrators. */
const JOBS_SHOWN = 100;
/** More candidates than processes, so that one is left when others take theirs. */
const CANDIDATES = 16;
/** Below the databases' limits on values in a statement. */
const MOVED_AT_ONCE = 500;

export interface TakenJob {
  id: number;
  kind: string;
  queue: QueueName;
  payload: string;
  /** Number of attempts including this one, by which the taker is recognised. */
  attempts: number;
}

const takenFields = { id: true, kind: true, payload: true, attempts: true } as const;

/** The error of a job whose process died at its last attempt. */
const explainEnded = (attempts: number) =>
  `The process that ran this job ended before the job was done, at attempt ${attempts} of ${attempts}.`;

/** Enqueues a job for `at`, or for the commit of `tx`. A waiting job with the same `key` is replaced. */
export async function enqueue<Payload>(...job: Parameters<typeof enqueueWithId<Payload>>): Promise<void> {
  await enqueueWithId(...job);
}

/** The same for a caller who follows what becomes of the job: returns its id. */
export async function enqueueWithId<Payload>(
  tx: Transaction,
  { kind, queue }: Pick<JobKind<never, Payload>, "kind" | "queue">,
  payload: Payload,
  { at, key, now }: { at?: Date; key?: string; now: Date },
): Promise<number> {
  const job = { kind, queue, payload: JSON.stringify(payload), status: "waiting", dueAt: at ?? now };
  const select = { id: true };
  const { id } =
    key === undefined
      ? await tx.db.job.create({ data: { ...job, createdAt: now }, select })
      : await tx.db.job.upsert({
          ...{ where: { key }, create: { ...job, key, createdAt: now }, update: job, select },
        });
  tx.invalidate(JOBS_KEY);
  return id;
}

/** Ensures that a job with `key` waits for `at` or earlier. An overdue one is kept. */
export const ensureBy = <Payload>(
  tx: Transaction,
  job: Pick<JobKind<never, Payload>, "kind" | "queue">,
  payload: Payload,
  { at, key, now }: { at: Date; key: string; now: Date },
): Promise<void> => ensureEachBy(tx, [{ job, payload, at, key }], now);

/** The same for several jobs, whose keys are looked up in one query. */
export async function ensureEachBy<Payload>(
  tx: Transaction,
  jobs: { job: Pick<JobKind<never, Payload>, "kind" | "queue">; payload: Payload; at: Date; key: string }[],
  now: Date,
): Promise<void> {
  const found = await tx.db.job.findMany({
    where: { key: { in: jobs.map(({ key }) => key) } },
    select: { key: true, dueAt: true },
  });
  const dueAt = new Map(found.map((waiting) => [waiting.key, waiting.dueAt]));
  for (const { job, payload, at, key } of jobs) {
    const waiting = dueAt.get(key);
    if (!waiting || waiting > at) await enqueue(tx, job, payload, { at, key, now });
  }
}

/** Deletes the waiting job with `key`. */
export async function dequeue(tx: Transaction, key: string): Promise<void> {
  await tx.db.job.deleteMany({ where: { key } });
}

/** Deletes the jobs of these kinds that haven't begun or are to run again. */
export async function discardJobs(tx: Transaction, kinds: string[]): Promise<void> {
  await tx.db.job.deleteMany({ where: { kind: { in: kinds }, status: { in: ["waiting", "running"] } } });
}

/** Moves due jobs from the default queue to the queues of their kinds. During an upgrade of several machines, one with a
 *  version before queues enqueues all jobs there, and leaves those that it was running. */
export async function moveToQueues(
  db: DatabaseClient,
  queueOf: ReadonlyMap<string, QueueName>,
  now: Date,
): Promise<void> {
  const strange = [...queueOf].filter(([, queue]) => queue !== DEFAULT_QUEUE).map(([kind]) => kind);
  if (strange.length === 0) return;
  const found = await db.job.findMany({
    where: {
      ...{ queue: DEFAULT_QUEUE, status: { in: ["waiting", "running"] } },
      ...{ dueAt: { lte: now }, kind: { in: strange } },
    },
    select: { id: true, kind: true },
    take: MOVED_AT_ONCE,
  });
  for (const kind of new Set(found.map((job) => job.kind))) {
    const ids = found.filter((job) => job.kind === kind).map(({ id }) => id);
    const queue = queueOf.get(kind) ?? DEFAULT_QUEUE;
    await db.job.updateMany({ where: { id: { in: ids }, queue: DEFAULT_QUEUE }, data: { queue } });
  }
}

/** The queues in which a job of any kind is due. One statement, because it is asked each second and after each commit and
 *  job: two for each queue took more processor time than a reply. */
export async function listDueQueues(db: DatabaseClient, now: Date): Promise<Set<QueueName>> {
  const queues = Prisma.join(QUEUE_NAMES.map((name) => Prisma.sql`(${name})`));
  const rows = await db.$queryRaw<{ queue: QueueName }[]>`
    WITH "Queue" ("queue") AS (VALUES ${queues})
    SELECT "queue" FROM "Queue" WHERE
      EXISTS (SELECT 1 FROM "Job" WHERE "Job"."queue" = "Queue"."queue" AND "status" = 'waiting' AND "dueAt" <= ${now})
      OR EXISTS (SELECT 1 FROM "Job" WHERE "Job"."queue" = "Queue"."queue" AND "status" = 'running'
        AND ("leaseUntil" < ${now} OR "leaseUntil" > ${lateLease(now)}))`;
  return new Set(rows.map(({ queue }) => queue));
}

/** No lease is that long: the clock was set back since. */
const lateLease = (now: Date) => new Date(now.getTime() + 2 * LEASE_MS);

/** Takes the job of `kinds` in a queue that has been due longest, or returns null. No two processes take the same. A
 *  job that never ended in the queue's number of attempts becomes dead, because it ends its process. */
export async function takeJob(
  db: DatabaseClient,
  queue: QueueName,
  kinds: string[],
  now: Date,
): Promise<TakenJob | null> {
  const lease = { leaseUntil: new Date(now.getTime() + LEASE_MS) };
  for (const candidate of await listDue(db, queue, kinds, now)) {
    const { id, attempts: begun } = candidate;
    const mine = { id, attempts: begun, status: { in: ["waiting", "running"] } };
    if (begun >= QUEUES[queue].maxAttempts) {
      const error = candidate.status === "running" ? explainEnded(begun) : undefined;
      const dead = { status: "dead", key: null, endedAt: now, leaseUntil: null, ...(error && { error }) };
      await db.job.updateMany({ where: mine, data: dead });
      continue;
    }
    const attempts = begun + 1;
    const { count } = await db.job.updateMany({
      where: mine,
      // The key is free for another job now.
      data: { status: "running", attempts, key: null, ...lease },
    });
    if (count === 1) return { id, kind: candidate.kind, queue, payload: candidate.payload, attempts };
  }
  return null;
}

/** The due jobs of a queue. Two queries, because one would sort all that are due. */
async function listDue(db: DatabaseClient, queue: QueueName, kinds: string[], now: Date) {
  const order = { orderBy: [{ dueAt: "asc" as const }, { id: "asc" as const }], take: CANDIDATES };
  const select = { ...takenFields, status: true };
  const left = await db.job.findMany({
    where: {
      ...{ queue, kind: { in: kinds }, status: "running" },
      OR: [{ leaseUntil: { lt: now } }, { leaseUntil: { gt: lateLease(now) } }],
    },
    ...{ ...order, select },
  });
  const waiting = await db.job.findMany({
    where: { queue, kind: { in: kinds }, status: "waiting", dueAt: { lte: now } },
    ...{ ...order, select },
  });
  return [...left, ...waiting];
}

/** Matches the job only while this process holds it: another may have taken it after the lease. */
const inTurn = ({ id, attempts }: TakenJob) => ({ id, attempts, status: "running" });

/** Renews the lease. Returns false if another process has taken the job. */
export async function renewLease(db: DatabaseClient, job: TakenJob, now: Date): Promise<boolean> {
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  return (await db.job.updateMany({ where: inTurn(job), data: { leaseUntil } })).count === 1;
}

export async function finishJob(
  db: DatabaseClient,
  job: TakenJob,
  { forget }: { forget: boolean },
  now: Date,
): Promise<void> {
  const done = { status: "done", endedAt: now, leaseUntil: null, error: null };
  const data = { ...done, ...(forget && { payload: "{}" }) };
  await db.job.updateMany({ where: inTurn(job), data });
}

/** Schedules a failed job's next attempt or, after the maximum, marks it as dead. */
export async function failJob(
  db: DatabaseClient,
  job: TakenJob,
  error: unknown,
  now: Date,
): Promise<JobStatus> {
  const message = String(error instanceof Error ? (error.stack ?? error.message) : error).slice(
    0,
    MAX_ERROR_CHARS,
  );
  const outcome =
    job.attempts >= QUEUES[job.queue].maxAttempts
      ? { status: "dead" as const, endedAt: now }
      : { status: "waiting" as const, dueAt: new Date(now.getTime() + pauseAfter(job.attempts)) };
  await db.job.updateMany({ where: inTurn(job), data: { ...outcome, leaseUntil: null, error: message } });
  return outcome.status;
}

/** Releases a job that was not finished when its process stops, as if it had not been begun. The next taker gets the same
 *  number of attempts, by which it is recognised: the caller must not finish, fail or renew the job afterwards. */
export async function releaseJob(db: DatabaseClient, job: TakenJob): Promise<void> {
  const data = { status: "waiting", leaseUntil: null, attempts: job.attempts - 1 };
  await db.job.updateMany({ where: inTurn(job), data });
}

/** The newest jobs, for administrators. */
export const listJobs = (db: DatabaseClient, status?: JobStatus) =>
  db.job.findMany({ where: status ? { status } : {}, orderBy: { id: "desc" }, take: JOBS_SHOWN });

/** Enqueues dead jobs again: one or all, with all their attempts, since somebody has mended the cause. Returns their number. */
export async function retryJobs(tx: Transaction, id: number | "all", now: Date): Promise<number> {
  const where = { status: "dead", ...(id === "all" ? {} : { id }) };
  const data = { status: "waiting", dueAt: now, attempts: 0, endedAt: null };
  const { count } = await tx.db.job.updateMany({ where, data });
  if (count > 0) tx.invalidate(JOBS_KEY);
  return count;
}

/** Number of jobs by queue and status. */
export async function countJobs(
  db: DatabaseClient,
): Promise<{ queue: string; status: string; count: number }[]> {
  const rows = await db.job.groupBy({ by: ["queue", "status"], _count: true });
  const counted = rows.map(({ queue, status, _count }) => ({ queue, status, count: _count }));
  // Also zeros: an alert can't see a metric rise from nothing.
  const none = QUEUE_NAMES.flatMap((queue) => JOB_STATUSES.map((status) => ({ queue, status, count: 0 })));
  const isCounted = (one: { queue: string; status: string }) =>
    counted.some((row) => row.queue === one.queue && row.status === one.status);
  return [...counted, ...none.filter((one) => !isCounted(one))];
}

/** How late each queue is: the time for which its most overdue job has been due, in milliseconds. */
export async function measureLateness(
  db: DatabaseClient,
  now: Date,
): Promise<{ queue: QueueName; lateMs: number }[]> {
  const lateness: { queue: QueueName; lateMs: number }[] = [];
  for (const queue of QUEUE_NAMES) {
    const oldest = await db.job.findFirst({
      where: { queue, status: "waiting", dueAt: { lte: now } },
      orderBy: { dueAt: "asc" },
      select: { dueAt: true },
    });
    lateness.push({ queue, lateMs: oldest ? now.getTime() - oldest.dueAt.getTime() : 0 });
  }
  return lateness;
}

/** Deletes jobs finished long ago, and dead ones of these kinds. Other dead jobs are kept. */
export async function pruneJobs(db: DatabaseClient, now: Date, kinds: string[]): Promise<void> {
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) });
  const dead = { status: "dead", kind: { in: kinds }, endedAt: before(KEEP_DEAD_MS) };
  await db.job.deleteMany({ where: { OR: [{ status: "done", endedAt: before(KEEP_DONE_MS) }, dead] } });
}
