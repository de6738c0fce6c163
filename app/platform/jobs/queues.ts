// Queues of background jobs. The jobs of one queue wait for each other, and never for those of another.

/** The limits of a queue. */
export interface Queue {
  /** Jobs that one process runs at the same time. */
  concurrency: number;
  /** The time limit of an attempt. Afterwards the attempt has failed and the next job runs, but the work
   *  itself is not stopped and may still end. */
  timeLimitMs: number;
  /** Maximum number of attempts, including those that ended their process. */
  maxAttempts: number;
  /** Whether the site is not ready while the queue is late, so that a proxy sends visitors to another
   *  process. */
  required: boolean;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Seven attempts with growing pauses reach over half a day: longer than most outages, shorter than anyone's patience. */
export const MAX_ATTEMPTS = 7;

export const QUEUES = {
  /** Publications, which readers expect at their minute. Each is one transaction, which the database ends
   *  after 15 seconds. */
  publishing: { concurrency: 2, timeLimitMs: MINUTE_MS, maxAttempts: MAX_ATTEMPTS, required: true },
  /** A mail server may take 20 seconds for each of several steps. */
  mail: { concurrency: 2, timeLimitMs: 3 * MINUTE_MS, maxAttempts: MAX_ATTEMPTS, required: false },
  /** What followers are told, with its e-mails: five hundred of them never delay a link to reset a password. One at a time, over a few
   *  connections to the mail server. */
  following: { concurrency: 1, timeLimitMs: 10 * MINUTE_MS, maxAttempts: MAX_ATTEMPTS, required: false },
  /** Requests to other sites, each with a time limit of its own. */
  outbound: { concurrency: 2, timeLimitMs: MINUTE_MS, maxAttempts: MAX_ATTEMPTS, required: false },
  /** Work on all stored texts, in batches of about a second, one at a time because requests have priority. */
  rendering: { concurrency: 1, timeLimitMs: 10 * MINUTE_MS, maxAttempts: MAX_ATTEMPTS, required: false },
  /** E-books, for which readers wait while they look at a page. One at a time, since each holds its texts and pictures in memory. */
  books: { concurrency: 1, timeLimitMs: 2 * MINUTE_MS, maxAttempts: 3, required: false },
  /** A backup writes the whole site, and its schedule repeats it anyway. */
  backup: { concurrency: 1, timeLimitMs: 6 * HOUR_MS, maxAttempts: 3, required: false },
} as const satisfies Record<string, Queue>;

export type QueueName = keyof typeof QUEUES;

/** The queue of a row that names none, as versions before queues insert it, also while they still run beside this one. */
export const DEFAULT_QUEUE: QueueName = "publishing";
export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];
