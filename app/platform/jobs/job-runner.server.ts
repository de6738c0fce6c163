// Does the jobs that are due, a few at a time, until it is told to stop.

import { setTimeout as pause } from "node:timers/promises";
import { Cron } from "croner";
import type { Database } from "../database/database.server";
import { outageOf } from "../database/outage";
import type { Log } from "../log.server";
import { type AnyJobKind, RENEW_MS, type Schedule } from "./job";
import {
  ensureBy,
  failJob,
  finishJob,
  JOBS_KEY,
  releaseJob,
  renewLease,
  type TakenJob,
  takeJob,
} from "./jobs.server";

/** Jobs wait for the database and for other machines more than they work; but readers come first. */
const AT_ONCE = 2;
/** What another process enqueued is found this soon at the latest. */
const LOOK_EVERY_MS = 1_000;
/** While the database can't be asked. */
const TROUBLE_PAUSE_MS = 5_000;
/** Longer than any job takes in one piece: what runs longer is given back, and done again. */
const STOP_LIMIT_MS = 8_000;

export interface JobRunnerOptions<Deps> {
  db: Database;
  deps: Deps;
  kinds: AnyJobKind<Deps>[];
  schedules: Schedule<Deps>[];
  now(): Date;
  log: Log;
  onEnd?(kind: string, outcome: "done" | "failed" | "dead"): void;
}

export class JobRunner<Deps> {
  readonly #kinds: Map<string, AnyJobKind<Deps>>;
  readonly #running = new Map<TakenJob, Promise<void>>();
  #stopping = new AbortController();
  #looking: Promise<void> = Promise.resolve();
  /** Ends the rest between two looks. */
  #rest = new AbortController();
  #wake = () => {};

  constructor(private readonly options: JobRunnerOptions<Deps>) {
    this.#kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]));
  }

  /** Begins to look for jobs, and sees to it that each schedule has its next one. */
  async start(): Promise<void> {
    const { db, schedules } = this.options;
    for (const schedule of schedules) await this.#scheduleNext(schedule);
    db.onChange((keys) => {
      if (keys === "everything" || keys.has(JOBS_KEY)) this.#wake();
    });
    this.#looking = this.#look();
  }

  /** Does all jobs that are due now, and ends. Gives how many. */
  async runDue(): Promise<number> {
    let count = 0;
    for (;;) {
      const job = await takeJob(this.options.db, [...this.#kinds.keys()], this.options.now());
      if (!job) return count;
      await this.#run(job);
      count++;
    }
  }

  /** Takes no more, lets what is being done end, and gives back what takes too long. */
  async stop(limitMs = STOP_LIMIT_MS): Promise<void> {
    this.#stopping.abort();
    this.#rest.abort();
    await this.#looking;
    await Promise.race([Promise.all(this.#running.values()), pause(limitMs)]);
    for (const job of this.#running.keys()) await releaseJob(this.options.db, job).catch(() => {});
  }

  async #look() {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      // What is told while it looks may have come too late for this look: then there is no rest after it.
      const rest = this.#beginRest();
      this.#wake = () => rest.abort();
      let ms = LOOK_EVERY_MS;
      try {
        while (this.#running.size < AT_ONCE && !signal.aborted && (await this.#takeOne()));
      } catch (error) {
        this.options.log.error(
          { err: error, trouble: outageOf(error) ?? undefined },
          "can't read the job queue",
        );
        // A database that is away tells twice a second that something may have been missed: that is no reason to look.
        this.#wake = () => {};
        this.#beginRest();
        ms = TROUBLE_PAUSE_MS;
      }
      if (signal.aborted) return;
      await pause(ms, undefined, { signal: this.#rest.signal, ref: false }).catch(() => {});
    }
  }

  /** Each rest is its own: one that was ended leaves nothing behind that listens. */
  #beginRest(): AbortController {
    this.#rest = new AbortController();
    return this.#rest;
  }

  async #takeOne(): Promise<boolean> {
    const job = await takeJob(this.options.db, [...this.#kinds.keys()], this.options.now());
    if (!job) return false;
    const done = this.#run(job).finally(() => {
      this.#running.delete(job);
      this.#wake();
    });
    this.#running.set(job, done);
    return true;
  }

  /** Never throws: what goes wrong is the job's. */
  async #run(job: TakenJob): Promise<void> {
    const { db, deps, now, log, onEnd } = this.options;
    const kind = this.#kinds.get(job.kind);
    if (!kind) return;
    const renewing = setInterval(() => void renewLease(db, job, now()).catch(() => {}), RENEW_MS).unref();
    try {
      const schedule = this.options.schedules.find((entry) => entry.job.kind === job.kind);
      if (schedule) await this.#scheduleNext(schedule);
      await kind.run(deps, kind.payload.parse(JSON.parse(job.payload)), now());
      await finishJob(db, job, { forget: kind.forgetsPayload ?? false }, now());
      onEnd?.(job.kind, "done");
    } catch (error) {
      const status = await failJob(db, job, error, now()).catch(() => "waiting");
      log.error(
        { err: error, job: job.id, kind: job.kind, attempt: job.attempts },
        `a job failed: ${status}`,
      );
      onEnd?.(job.kind, status === "dead" ? "dead" : "failed");
    } finally {
      clearInterval(renewing);
    }
  }

  /** The next of a schedule waits under its name: however many processes say so, there is one. */
  async #scheduleNext({ job, pattern }: Schedule<Deps>) {
    const now = this.options.now();
    const at = new Cron(pattern, { timezone: "UTC" }).nextRun(now);
    if (!at) return;
    const key = `schedule:${job.kind}`;
    await this.options.db.write((tx) => ensureBy(tx, job, {}, { at, key, now }));
  }
}
