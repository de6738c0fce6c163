// Runs due jobs, a few of each queue at a time, until it is stopped.

import { setTimeout as pause } from "node:timers/promises";
import { Cron } from "croner";
import type { Database } from "../database/database.server";
import { outageOf } from "../database/outage";
import type { Log } from "../log.server";
import { type AnyJobKind, RENEW_MS, type Schedule } from "./job";
import {
  ensureEachBy,
  failJob,
  finishJob,
  JOBS_KEY,
  listDueQueues,
  moveToQueues,
  releaseJob,
  renewLease,
  type TakenJob,
  takeJob,
} from "./jobs.server";
import { DEFAULT_QUEUE, QUEUES, type Queue, type QueueName } from "./queues";

/** The maximum delay of a job that another process enqueued. */
const LOOK_EVERY_MS = 1_000;
/** The pause while the database does not answer. */
const OUTAGE_PAUSE_MS = 5_000;
/** Longer than any job's usual run; a longer one is released and run again. */
const STOP_LIMIT_MS = 8_000;

/** Longer than an outcome takes to be saved, unless the database does not answer. */
const SAVE_LIMIT_MS = 2_000;

export interface JobRunnerOptions<Deps> {
  db: Database;
  deps: Deps;
  kinds: AnyJobKind<Deps>[];
  schedules: Schedule<Deps>[];
  now(): Date;
  log: Log;
  /** The limits of each queue. */
  queues?: Record<QueueName, Pick<Queue, "concurrency" | "timeLimitMs">>;
  /** How often it polls. A job that this process enqueued is run at its commit. */
  lookEveryMs?: number;
  onEnd?(kind: string, outcome: "done" | "failed" | "dead"): void;
}

export class JobRunner<Deps> {
  readonly #kinds: Map<string, AnyJobKind<Deps>>;
  readonly #queueOf: Map<string, QueueName>;
  /** The queues that have kinds here. */
  readonly #queues: [QueueName, string[]][];
  readonly #limits: Record<QueueName, Pick<Queue, "concurrency" | "timeLimitMs">>;
  readonly #running = new Map<TakenJob, Promise<void>>();
  /** Running jobs whose work has not ended: only these can be released. */
  readonly #unended = new Set<TakenJob>();
  #stopping = new AbortController();
  #looking: Promise<void> = Promise.resolve();
  /** Interrupts the pause between two polls. */
  #rest = new AbortController();
  #wake = () => {};

  constructor(private readonly options: JobRunnerOptions<Deps>) {
    this.#kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]));
    this.#queueOf = new Map(options.kinds.map(({ kind, queue }) => [kind, queue]));
    const queues = new Map<QueueName, string[]>();
    for (const { kind, queue } of this.#kinds.values())
      queues.set(queue, [...(queues.get(queue) ?? []), kind]);
    this.#queues = [...queues];
    this.#limits = options.queues ?? QUEUES;
  }

  /** Schedules the next run of every recurring job and begins to poll. */
  async start(): Promise<void> {
    const { db, schedules } = this.options;
    await this.#scheduleNext(schedules);
    db.onChange((keys) => {
      if (keys === "everything" || keys.has(JOBS_KEY)) this.#wake();
    });
    this.#looking = this.#look();
  }

  /** Runs all jobs that are due. Returns their number. */
  async runDue(): Promise<number> {
    let count = 0;
    for (let before = -1; before < count; ) {
      before = count;
      await this.#moveToQueues();
      // Repeated, because a job may enqueue one in another queue.
      for (const [queue, kinds] of this.#queues)
        for (let job = await this.#take(queue, kinds); job; job = await this.#take(queue, kinds)) {
          await this.#run(job);
          count++;
        }
    }
    return count;
  }

  #moveToQueues(): Promise<void> {
    return moveToQueues(this.options.db, this.#queueOf, this.options.now());
  }

  /** The queues with due jobs, after those that are due in the default queue have moved to their own. */
  async #listDueQueues(): Promise<Set<QueueName>> {
    const { db, now } = this.options;
    const due = await listDueQueues(db, now());
    if (!due.has(DEFAULT_QUEUE)) return due;
    await this.#moveToQueues();
    return listDueQueues(db, now());
  }

  #take(queue: QueueName, kinds: string[]): Promise<TakenJob | null> {
    return takeJob(this.options.db, queue, kinds, this.options.now());
  }

  /** Stops polling, waits for running jobs, and releases those that take too long. */
  async stop(limitMs = STOP_LIMIT_MS): Promise<void> {
    this.#stopping.abort();
    this.#rest.abort();
    await this.#looking;
    await Promise.race([Promise.all(this.#running.values()), pause(limitMs)]);
    const released = [...this.#unended];
    this.#unended.clear();
    for (const job of released) {
      this.#running.delete(job);
      await releaseJob(this.options.db, job).catch(() => {});
    }
    // The others have ended meanwhile, and their outcomes are being saved.
    await Promise.race([
      Promise.all(this.#running.values()),
      pause(SAVE_LIMIT_MS, undefined, { ref: false }),
    ]);
  }

  async #look() {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      // A change during the poll may come too late for it; then there is no pause after it.
      const rest = this.#beginRest();
      this.#wake = () => rest.abort();
      let ms = this.options.lookEveryMs ?? LOOK_EVERY_MS;
      try {
        const due = await this.#listDueQueues();
        for (const [queue, kinds] of this.#queues.filter(([name]) => due.has(name)))
          while (this.#hasRoom(queue) && !signal.aborted && (await this.#takeOne(queue, kinds)));
      } catch (error) {
        this.options.log.error(
          { err: error, outage: outageOf(error) ?? undefined },
          "can't read the job queue",
        );
        // A database that is down reports missed changes twice a second, which must not start a poll.
        this.#wake = () => {};
        this.#beginRest();
        ms = OUTAGE_PAUSE_MS;
      }
      if (signal.aborted) return;
      await pause(ms, undefined, { signal: this.#rest.signal, ref: false }).catch(() => {});
    }
  }

  /** A new controller for each pause, so that no listeners accumulate. */
  #beginRest(): AbortController {
    this.#rest = new AbortController();
    return this.#rest;
  }

  #hasRoom(queue: QueueName): boolean {
    const running = [...this.#running.keys()].filter((job) => job.queue === queue);
    return running.length < this.#limits[queue].concurrency;
  }

  async #takeOne(queue: QueueName, kinds: string[]): Promise<boolean> {
    const job = await this.#take(queue, kinds);
    if (!job) return false;
    const done = this.#run(job).finally(() => {
      this.#running.delete(job);
      this.#wake();
    });
    this.#running.set(job, done);
    return true;
  }

  async #attempt(kind: AnyJobKind<Deps>, job: TakenJob): Promise<void> {
    const schedule = this.options.schedules.find((entry) => entry.job.kind === job.kind);
    if (schedule) await this.#scheduleNext([schedule]);
    const { deps, now } = this.options;
    const run = kind.run(deps, kind.payload.parse(JSON.parse(job.payload)), now());
    await withinLimit(run, this.#limits[job.queue].timeLimitMs);
  }

  /** Never throws: an error belongs to its job. */
  async #run(job: TakenJob): Promise<void> {
    const { db, now, log, onEnd } = this.options;
    const kind = this.#kinds.get(job.kind);
    if (!kind) return;
    this.#unended.add(job);
    const renewing = setInterval(() => {
      if (this.#unended.has(job)) void renewLease(db, job, now()).catch(() => {});
    }, RENEW_MS).unref();
    try {
      const failure = await this.#attempt(kind, job).then(
        () => null,
        (error: unknown) => ({ error }),
      );
      // Released meanwhile: it may be another process's.
      if (!this.#unended.delete(job)) return;
      if (failure) throw failure.error;
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

  /** Enqueues the next runs under the schedules' keys, once for all processes. */
  async #scheduleNext(schedules: Schedule<Deps>[]) {
    const now = this.options.now();
    const next = schedules.flatMap(({ job, pattern }) => {
      // An offset, because croner takes five times as long with a named time zone.
      const at = new Cron(pattern, { utcOffset: 0 }).nextRun(now);
      return at ? [{ job, at, key: `schedule:${job.kind}`, payload: {} }] : [];
    });
    if (next.length === 0) return;
    await this.options.db.write((tx) => ensureEachBy(tx, next, now));
  }
}

/** Fails if `work` takes longer than `ms`. The work goes on, and its outcome is ignored. */
async function withinLimit(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The job took longer than ${ms / 1000} seconds.`)), ms).unref();
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
