// Work to be done later: what a kind of job is, and what it is allowed.

import type { z } from "zod";

/** A job whose process died is another's to take after this. Its own process says twice a minute that it is still at it. */
export const LEASE_MS = 90_000;
export const RENEW_MS = 30_000;
/** Seven tries with growing pauses reach over half a day: longer than most outages, shorter than anybody's patience. */
export const MAX_ATTEMPTS = 7;
const FIRST_PAUSE_MS = 10_000;
const MAX_PAUSE_MS = 6 * 60 * 60 * 1000;
/** What is done is kept for whoever asks what happened last week. */
export const KEEP_DONE_MS = 7 * 24 * 60 * 60 * 1000;
/** What could not be done and is not for keeping, such as a letter: nobody sends it after so long. */
export const KEEP_DEAD_MS = 30 * 24 * 60 * 60 * 1000;
/** The beginning of what went wrong: enough to know it by. */
export const MAX_ERROR_CHARS = 2_000;

export type JobStatus = "waiting" | "running" | "done" | "dead";

/**
 * A kind of job. It is run at least once: after a crash perhaps twice, so `run` finds out what is still to do. `Means` is what
 * it needs to work, such as the database.
 */
export interface JobKind<Deps, Payload = unknown> {
  kind: string;
  payload: z.ZodType<Payload>;
  /** What it says is not to be kept once it is done, as other jobs' is. */
  forgetsPayload?: boolean;
  run(deps: Deps, payload: Payload, now: Date): Promise<void>;
}

export const defineJob = <Deps, Payload>(job: JobKind<Deps, Payload>): JobKind<Deps, Payload> => job;

/** A kind of job with whatever payload, as the runner has them. */
// biome-ignore lint/suspicious/noExplicitAny: each payload has passed its own kind's schema before it is run.
export type AnyJobKind<Deps> = JobKind<Deps, any>;

/** Something that is done again and again. */
export interface Schedule<Deps> {
  job: AnyJobKind<Deps>;
  /** When, as cron has it, in UTC: "0 3 * * *" is every night at three. */
  pattern: string;
}

/** How long to wait before the next try, after `attempts` that failed: 10 s, 1 min, 6 min, 36 min, 3.6 h, then 6 h, and up
 *  to a fifth more, so that what failed together doesn't come back together. */
export function pauseAfter(attempts: number, random = Math.random()): number {
  const pause = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 6 ** (attempts - 1));
  return Math.round(pause * (1 + random / 5));
}
