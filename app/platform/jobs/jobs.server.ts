// Jobs in the database: enqueued in the transaction that causes them, taken by one process at a time.

import type { DatabaseClient, Transaction } from "../database/database.server";
import {
  type JobKind,
  type JobStatus,
  KEEP_DEAD_MS,
  KEEP_DONE_MS,
  LEASE_MS,
  MAX_ATTEMPTS,
  MAX_ERROR_CHARS,
  pauseAfter,
} from "./job";

/** Cache tag that wakes the job runners. No page has it. */
export const JOBS_KEY = "jobs";

/** Length of the list for administrators. */
const JOBS_SHOWN = 100;
/** More candidates than processes, so that one is left when others take theirs. */
const CANDIDATES = 16;

export interface TakenJob {
  id: number;
  kind: string;
  payload: string;
  /** Number of attempts including this one, by which the taker is recognised. */
  attempts: number;
}

const takenFields = { id: true, kind: true, payload: true, attempts: true } as const;

/** The error of a job whose process died at every attempt. */
const ENDED_ITS_PROCESS = `The process that ran this job ended ${MAX_ATTEMPTS} times before the job was done.`;

/** Enqueues a job for `at`, or for the commit of `tx`. A waiting job with the same `key` is replaced. */
export async function enqueue<Payload>(
  tx: Transaction,
  { kind }: Pick<JobKind<never, Payload>, "kind">,
  payload: Payload,
  { at, key, now }: { at?: Date; key?: string; now: Date },
): Promise<void> {
  const job = { kind, payload: JSON.stringify(payload), status: "waiting", dueAt: at ?? now };
  if (key === undefined) await tx.db.job.create({ data: { ...job, createdAt: now } });
  else await tx.db.job.upsert({ where: { key }, create: { ...job, key, createdAt: now }, update: job });
  tx.invalidate(JOBS_KEY);
}

/** Ensures that a job with `key` waits for `at` or earlier. An overdue one is kept. */
export async function ensureBy<Payload>(
  tx: Transaction,
  job: Pick<JobKind<never, Payload>, "kind">,
  payload: Payload,
  { at, key, now }: { at: Date; key: string; now: Date },
): Promise<void> {
  const waiting = await tx.db.job.findUnique({ where: { key }, select: { dueAt: true } });
  if (!waiting || waiting.dueAt > at) await enqueue(tx, job, payload, { at, key, now });
}

/** Deletes the waiting job with `key`. */
export async function dequeue(tx: Transaction, key: string): Promise<void> {
  await tx.db.job.deleteMany({ where: { key } });
}

/** Takes the job of `kinds` that has been due longest, or returns null. No two processes take the same. A job
 *  that never ended in the maximum number of attempts becomes dead, because it ends its process. */
export async function takeJob(db: DatabaseClient, kinds: string[], now: Date): Promise<TakenJob | null> {
  const lease = { leaseUntil: new Date(now.getTime() + LEASE_MS) };
  const candidates = await db.job.findMany({
    where: {
      kind: { in: kinds },
      OR: [
        { status: "waiting", dueAt: { lte: now } },
        { status: "running", leaseUntil: { lt: now } },
        // No lease is that long: the clock was set back since.
        { status: "running", leaseUntil: { gt: new Date(now.getTime() + 2 * LEASE_MS) } },
      ],
    },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: CANDIDATES,
    select: takenFields,
  });
  for (const candidate of candidates) {
    // A job that failed so often would be dead already, so its process died.
    if (candidate.attempts >= MAX_ATTEMPTS) {
      const dead = { status: "dead", endedAt: now, leaseUntil: null, error: ENDED_ITS_PROCESS };
      await db.job.updateMany({ where: inTurn(candidate), data: dead });
      continue;
    }
    const attempts = candidate.attempts + 1;
    const { count } = await db.job.updateMany({
      where: { id: candidate.id, attempts: candidate.attempts, status: { in: ["waiting", "running"] } },
      // The key is free for another job now.
      data: { status: "running", attempts, key: null, ...lease },
    });
    if (count === 1) return { ...candidate, attempts };
  }
  return null;
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
  const said = String(error instanceof Error ? (error.stack ?? error.message) : error).slice(
    0,
    MAX_ERROR_CHARS,
  );
  const outcome =
    job.attempts >= MAX_ATTEMPTS
      ? { status: "dead" as const, endedAt: now }
      : { status: "waiting" as const, dueAt: new Date(now.getTime() + pauseAfter(job.attempts)) };
  await db.job.updateMany({ where: inTurn(job), data: { ...outcome, leaseUntil: null, error: said } });
  return outcome.status;
}

/** Releases a job that was not begun, or not finished when its process stops. */
export async function releaseJob(db: DatabaseClient, job: TakenJob): Promise<void> {
  const data = { status: "waiting", leaseUntil: null, attempts: job.attempts - 1 };
  await db.job.updateMany({ where: inTurn(job), data });
}

/** The newest jobs, for administrators. */
export const listJobs = (db: DatabaseClient, status?: JobStatus) =>
  db.job.findMany({ where: status ? { status } : {}, orderBy: { id: "desc" }, take: JOBS_SHOWN });

/** Enqueues dead jobs again: one or all. Returns their number. */
export async function retryJobs(tx: Transaction, id: number | "all", now: Date): Promise<number> {
  const where = { status: "dead", ...(id === "all" ? {} : { id }) };
  const data = { status: "waiting", dueAt: now, attempts: 0, endedAt: null };
  const { count } = await tx.db.job.updateMany({ where, data });
  if (count > 0) tx.invalidate(JOBS_KEY);
  return count;
}

/** Number of jobs by status, and the due time of the most overdue one. */
export async function surveyJobs(db: DatabaseClient, now: Date) {
  const counts = await db.job.groupBy({ by: ["status"], _count: true });
  const oldest = await db.job.findFirst({
    where: { status: "waiting", dueAt: { lte: now } },
    orderBy: { dueAt: "asc" },
    select: { dueAt: true },
  });
  const count = (status: JobStatus) => counts.find((row) => row.status === status)?._count ?? 0;
  return {
    waiting: count("waiting"),
    running: count("running"),
    done: count("done"),
    dead: count("dead"),
    dueSince: oldest?.dueAt ?? null,
  };
}

/** Deletes jobs finished long ago, and dead ones of these kinds. Other dead jobs are kept. */
export async function pruneJobs(db: DatabaseClient, now: Date, kinds: string[]): Promise<void> {
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) });
  const dead = { status: "dead", kind: { in: kinds }, endedAt: before(KEEP_DEAD_MS) };
  await db.job.deleteMany({ where: { OR: [{ status: "done", endedAt: before(KEEP_DONE_MS) }, dead] } });
}
