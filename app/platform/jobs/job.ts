// Background jobs: kinds, limits and retries.

import type { z } from "zod";
import type { QueueName } from "./queues";

/** After this time another process may take the job of a process that died. A running job renews its
 *  lease. */
export const LEASE_MS = 90_000;
export const RENEW_MS = 30_000;
const FIRST_PAUSE_MS = 10_000;
const MAX_PAUSE_MS = 6 * 60 * 60 * 1000;
/** Finished jobs are kept for a week, for inspection. */
export const KEEP_DONE_MS = 7 * 24 * 60 * 60 * 1000;
/** Dead e-mail jobs are deleted after a month, when their e-mails are out of date. */
export const KEEP_DEAD_MS = 30 * 24 * 60 * 60 * 1000;
/** The beginning of the error, enough to recognise it. */
export const MAX_ERROR_CHARS = 2_000;

export const JOB_STATUSES = ["waiting", "running", "done", "dead"] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** A kind of job. It runs at least once, after a crash perhaps twice, so `run` must determine what is left to
 *  do. `Deps` are its dependencies, such as the database. */
export interface JobKind<Deps, Payload = unknown> {
  kind: string;
  /** The queue in which it waits. Both are stored: a kind that is renamed, or moves to another queue, is migrated
   *  (docs/decisions/0045). */
  queue: QueueName;
  payload: z.ZodType<Payload>;
  /** Deletes the payload when the job is finished. */
  forgetsPayload?: boolean;
  /** What a list of jobs may show of the payload: never a secret or a whole address. Without it, nothing. */
  describe?(payload: Payload): string;
  run(deps: Deps, payload: Payload, now: Date): Promise<void>;
}

export const defineJob = <Deps, Payload>(job: JobKind<Deps, Payload>): JobKind<Deps, Payload> => job;

/** A kind of job with any payload. */
// biome-ignore lint/suspicious/noExplicitAny: each payload has passed its own kind's schema before it is run.
export type AnyJobKind<Deps> = JobKind<Deps, any>;

/** A recurring job. */
export interface Schedule<Deps> {
  job: AnyJobKind<Deps>;
  /** A cron pattern in UTC: "0 3 * * *" is every night at 3:00. */
  pattern: string;
}

/** Milliseconds before the next attempt after `attempts` failures: 10 s, 1 min, 6 min, 36 min, 3.6 h, then 6
 *  h, plus up to a fifth, so that jobs which failed together do not retry together. */
export function pauseAfter(attempts: number, random = Math.random()): number {
  const pause = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 6 ** (attempts - 1));
  return Math.round(pause * (1 + random / 5));
}
