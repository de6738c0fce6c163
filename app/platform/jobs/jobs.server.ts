// Jobs in the database: written in the transaction that causes them, taken by one process at a time.

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

/** Told as a change, so that whoever runs jobs looks at once. No page shows it. */
export const JOBS_KEY = "jobs";

/** A list of jobs for people shows this many. */
const JOBS_SHOWN = 100;
/** More candidates than processes: one of them is still to be had. */
const CANDIDATES = 16;

export interface TakenJob {
  id: number;
  kind: string;
  payload: string;
  /** How often it has been begun, this time included: whose turn it is. */
  attempts: number;
}

const takenFields = { id: true, kind: true, payload: true, attempts: true } as const;

/** Said of a job whose process was gone, each time, before the job was over. */
const ENDED_ITS_PROCESS = `The process that ran this job ended ${MAX_ATTEMPTS} times before the job was done.`;

/**
 * Has a job done when `tx` stands, or at `at`. Of the jobs that wait with the same `key` there is one: the latest word on when
 * and what counts.
 */
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

/** Sees to it that a job waits under `key` which is due at `at` or sooner: one that was missed meanwhile is still to be done. */
export async function ensureBy<Payload>(
  tx: Transaction,
  job: Pick<JobKind<never, Payload>, "kind">,
  payload: Payload,
  { at, key, now }: { at: Date; key: string; now: Date },
): Promise<void> {
  const waiting = await tx.db.job.findUnique({ where: { key }, select: { dueAt: true } });
  if (!waiting || waiting.dueAt > at) await enqueue(tx, job, payload, { at, key, now });
}

/** Has a job that waits under `key` not done. */
export async function dequeue(tx: Transaction, key: string): Promise<void> {
  await tx.db.job.deleteMany({ where: { key } });
}

/**
 * Takes the job that has been due longest, among `kinds`; null where none is due. No two processes are given the same. One that has been
 * begun too often and was never over, since it takes its process along, is laid aside as dead.
 */
export async function takeJob(db: DatabaseClient, kinds: string[], now: Date): Promise<TakenJob | null> {
  const lease = { leaseUntil: new Date(now.getTime() + LEASE_MS) };
  const candidates = await db.job.findMany({
    where: {
      kind: { in: kinds },
      OR: [
        { status: "waiting", dueAt: { lte: now } },
        { status: "running", leaseUntil: { lt: now } },
        // No lease is that long: the clock has been set back since it was given, and by more than clocks differ.
        { status: "running", leaseUntil: { gt: new Date(now.getTime() + 2 * LEASE_MS) } },
      ],
    },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: CANDIDATES,
    select: takenFields,
  });
  for (const candidate of candidates) {
    // One that failed that often is dead already: this one never came to fail.
    if (candidate.attempts >= MAX_ATTEMPTS) {
      const dead = { status: "dead", endedAt: now, leaseUntil: null, error: ENDED_ITS_PROCESS };
      await db.job.updateMany({ where: inTurn(candidate), data: dead });
      continue;
    }
    const attempts = candidate.attempts + 1;
    const { count } = await db.job.updateMany({
      where: { id: candidate.id, attempts: candidate.attempts, status: { in: ["waiting", "running"] } },
      // Whoever gives the same key from now on means another job.
      data: { status: "running", attempts, key: null, ...lease },
    });
    if (count === 1) return { ...candidate, attempts };
  }
  return null;
}

/** Only while it is still this process's turn: another may have taken it after a lease ran out. */
const inTurn = ({ id, attempts }: TakenJob) => ({ id, attempts, status: "running" });

/** Says that a job is still being done. False where it is another's by now. */
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

/** A job that failed is tried again after a pause or, after too many tries, laid aside as dead until somebody looks. */
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

/** Gives back what was taken and not begun, or not finished when the process had to end. */
export async function releaseJob(db: DatabaseClient, job: TakenJob): Promise<void> {
  const data = { status: "waiting", leaseUntil: null, attempts: job.attempts - 1 };
  await db.job.updateMany({ where: inTurn(job), data });
}

/** The newest jobs, for people. */
export const listJobs = (db: DatabaseClient, status?: JobStatus) =>
  db.job.findMany({ where: status ? { status } : {}, orderBy: { id: "desc" }, take: JOBS_SHOWN });

/** Has dead jobs done after all: one, or each of them. Gives how many. */
export async function retryJobs(tx: Transaction, id: number | "all", now: Date): Promise<number> {
  const where = { status: "dead", ...(id === "all" ? {} : { id }) };
  const data = { status: "waiting", dueAt: now, attempts: 0, endedAt: null };
  const { count } = await tx.db.job.updateMany({ where, data });
  if (count > 0) tx.invalidate(JOBS_KEY);
  return count;
}

/** How the jobs stand: how many of each status, and since when the one that has been due longest waits. */
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

/** Forgets jobs that were done long ago, and such of these kinds as could not be done. Others wait until somebody looks. */
export async function pruneJobs(db: DatabaseClient, now: Date, kinds: string[]): Promise<void> {
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) });
  const dead = { status: "dead", kind: { in: kinds }, endedAt: before(KEEP_DEAD_MS) };
  await db.job.deleteMany({ where: { OR: [{ status: "done", endedAt: before(KEEP_DONE_MS) }, dead] } });
}
