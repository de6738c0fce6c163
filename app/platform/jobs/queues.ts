// Queues of background jobs. The jobs of one queue wait for each other, and never for those of another.

/** The limits of a queue. */
export interface Queue {
  /** Jobs that one process runs at the same time. */
  concurrency: number;
  /** After this, an attempt has failed and its place is given to the next job. Nothing stops the work itself: it may
   *  still end, as may that of a process that was taken for dead. */
  timeLimitMs: number;
  /** Attempts before a job is dead, those that ended their process among them. */
  maxAttempts: number;
  /** Whether the site isn't ready while the queue is late: a proxy then sends its visitors elsewhere. */
  required: boolean;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Seven attempts with growing pauses reach over half a day: longer than most outages, shorter than anyone's patience. */
export const MAX_ATTEMPTS = 7;

export const QUEUES = {
  /** What readers wait for at its minute. A transaction each, which the database ends after 15 seconds. */
  publishing: { concurrency: 2, timeLimitMs: MINUTE_MS, maxAttempts: MAX_ATTEMPTS, required: true },
  /** A mail server may be silent for 20 seconds at each of some steps. */
  mail: { concurrency: 2, timeLimitMs: 3 * MINUTE_MS, maxAttempts: MAX_ATTEMPTS, required: false },
  /** Requests to other sites, each with a time limit of its own. No kind is in it yet. */
  outbound: { concurrency: 2, timeLimitMs: MINUTE_MS, maxAttempts: MAX_ATTEMPTS, required: false },
  /** Work over everything that is stored, in batches of about a second: one at a time, because readers come first. */
  rendering: { concurrency: 1, timeLimitMs: 10 * MINUTE_MS, maxAttempts: MAX_ATTEMPTS, required: false },
  /** Writes as much as the site has, and its schedule tries again anyway. */
  backup: { concurrency: 1, timeLimitMs: 6 * HOUR_MS, maxAttempts: 3, required: false },
} as const satisfies Record<string, Queue>;

export type QueueName = keyof typeof QUEUES;
export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

/** The queue of each kind of job. Both are stored: a kind that is renamed, or moves to another queue, is migrated. */
export const QUEUE_OF_KIND: Record<string, QueueName> = {
  "publish-post": "publishing",
  mail: "mail",
  "re-render": "rendering",
  "file-by-month": "rendering",
  "clear-writing": "rendering",
  prune: "rendering",
  "prune-people": "rendering",
  "prune-replies": "rendering",
  backup: "backup",
};

/** A kind that isn't in the table is in the queue that the schema gives by default. */
export const queueOf = (kind: string): QueueName => QUEUE_OF_KIND[kind] ?? "publishing";
