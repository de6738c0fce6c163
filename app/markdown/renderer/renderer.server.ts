import { createHash, randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import { Piscina } from "piscina";
import {
  MAX_REMEMBERED,
  MAX_SLOWDOWN,
  MAX_THREADS,
  MAX_WAIT_MS,
  MAX_WAITING,
  MAX_WAITING_OF_ONE,
  REMEMBERED_MS,
  timeLimitOf,
  WORKER_HEAP_MB,
} from "../limits";
import { BUSY, OUT_OF_MEMORY, type Refusal, refuseEarly, TOO_SLOW } from "../refusal";
import type { MarkdownOptions, RenderResult } from "../rendered";
import { FairTurns } from "./fair-turns";
import type { Task } from "./worker";

export interface RendererOptions {
  /** The bundle of `worker.ts`. */
  workerFile: string;
  threads?: number;
  /** How many times longer than on a small server a text may take. */
  patience?: number;
  /** How long a text waits to be begun. */
  waitMs?: number;
  /** What the time is, in milliseconds, for what is remembered for a while. */
  clock?: () => number;
}

export interface Renderer {
  /**
   * Gives what is made of a text, or why nothing is (`isPassing` tells what another try may end otherwise). `sender` is the network
   * that sends it, or whatever else is to have one fair turn among others: no sender holds every worker. A text that isn't begun
   * within five seconds is refused as "markdown.busy"; one that ran out of time or memory, at once for ten minutes.
   */
  render(source: string, options: MarkdownOptions, sender?: string): Promise<RenderResult>;
  close(): Promise<void>;
}

/** Renders text from anyone in worker threads: one that takes too long or too much memory costs its worker, and
 *  gives a refusal, while others go on. Rejects only where the worker itself is broken. */
export function createRenderer({
  workerFile,
  threads = MAX_THREADS,
  patience = 1,
  waitMs = MAX_WAIT_MS,
  clock = performance.now.bind(performance),
}: RendererOptions): Renderer {
  // All of them stay: one that starts when it is needed comes too late for whoever needs it.
  const pool = new Piscina<Task, RenderResult>({
    filename: workerFile,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  // A worker that dies is replaced at once; without a listener it would end the process.
  pool.on("error", () => {});
  const replacement = awaitReplacements(pool);
  const turns = new FairTurns({
    places: threads,
    maxWaitingOfOne: MAX_WAITING_OF_ONE,
    maxWaiting: MAX_WAITING,
  });
  const ranOut = new LRUCache<string, Refusal>({
    max: MAX_REMEMBERED,
    ttl: REMEMBERED_MS,
    ttlResolution: 0,
    perf: { now: clock },
  });

  return {
    async render(source, options, sender = "") {
      const hash = createHash("sha256").update(source).digest("base64url");
      const refusal = ranOut.get(hash) ?? refuseEarly(source);
      if (refusal) return refusal;
      const waited = new AbortController();
      const waiting = setTimeout(() => waited.abort(), waitMs);
      const isTurn = await turns.begin(sender, waited.signal);
      if (!isTurn || waited.signal.aborted) {
        clearTimeout(waiting);
        if (isTurn) turns.end(sender);
        return BUSY;
      }
      const running = run(pool, { source, options }, waiting, patience * timeLimitOf(source));
      const tooLate = new Promise<Refusal>((resolve) => {
        waited.signal.addEventListener("abort", () => resolve(BUSY));
      });
      const settle = async () => {
        try {
          const result = await running;
          if (result !== TOO_SLOW && result !== OUT_OF_MEMORY) return;
          ranOut.set(hash, result);
          // Whoever has cost a worker has their turn until there is another in its place: else their next text would have the
          // worker that others wait for.
          await replacement();
        } catch {
          // Said below, to whoever waits for the text.
        } finally {
          clearTimeout(waiting);
          turns.end(sender);
        }
      };
      void settle();
      // A worker that has yet to start goes on starting, whoever has stopped waiting for it: it will be needed.
      return Promise.race([running, tooLate]);
    },
    close: () => pool.destroy(),
  };
}

/** Gives a way to wait, from the moment at which a worker was lost, until another is ready in its place; but no longer than texts wait. */
function awaitReplacements(pool: Piscina<Task, RenderResult>): () => Promise<void> {
  const waiting: (() => void)[] = [];
  pool.on("workerCreate", () => waiting.shift()?.());
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      setTimeout(resolve, MAX_WAIT_MS).unref();
    });
}

/** `waiting` is over when the text is begun. */
async function run(
  pool: Piscina<Task, RenderResult>,
  task: Omit<Task, "id">,
  waiting: NodeJS.Timeout,
  limitMs: number,
): Promise<RenderResult> {
  const id = randomUUID();
  const overdue = new AbortController();
  let stopwatch: NodeJS.Timeout | undefined;
  // A worker may first have to start, which on a busy server takes longer than the text: that is not the text's fault.
  const begin = (begun: unknown) => {
    if (begun !== id) return;
    clearTimeout(waiting);
    const timeLeft = startStopwatch(limitMs);
    const look = () => {
      const left = timeLeft();
      if (left <= 0) overdue.abort();
      else stopwatch = setTimeout(look, left);
    };
    look();
  };
  pool.on("message", begin);
  try {
    return await pool.run({ id, ...task }, { signal: overdue.signal });
  } catch (error) {
    if (overdue.signal.aborted) return TOO_SLOW;
    if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
      return OUT_OF_MEMORY;
    throw error;
  } finally {
    clearTimeout(stopwatch);
    pool.off("message", begin);
  }
}

/**
 * Gives what tells how many milliseconds are left at the least. A thread's own processor time can't be asked for here; but it has
 * had no more than the process has, and no more than the clock says: other programs on the machine cost a text nothing.
 */
function startStopwatch(limitMs: number): () => number {
  const began = performance.now();
  const before = process.cpuUsage();
  return () => {
    const passed = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    const used = Math.min(passed, (user + system) / 1000);
    return Math.min(limitMs - used, limitMs * MAX_SLOWDOWN - passed);
  };
}
