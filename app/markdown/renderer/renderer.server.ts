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
import type { PasteResult } from "../pasted/from-html";
import { MAX_PASTE_CHARS, PASTE_LIMIT_MS } from "../pasted/paste-limits";
import { BUSY, OUT_OF_MEMORY, type Refusal, refuseEarly, TOO_LONG, TOO_SLOW } from "../refusal";
import type { MarkdownOptions, RenderResult } from "../rendered";
import { FairTurns } from "./fair-turns";
import type { Task } from "./worker";

type Result = RenderResult | PasteResult;

export interface RendererOptions {
  /** The built file of `worker.ts`. */
  workerFile: string;
  threads?: number;
  /** Multiplies the processor time limit. */
  patience?: number;
  /** Longest wait for a worker, in milliseconds. */
  waitMs?: number;
  /** Clock for the memory of failed texts, in milliseconds; tests replace it. */
  clock?: () => number;
}

export interface Renderer {
  /** Renders a source, or returns a refusal (`isPassing` tells whether a later attempt may succeed). `sender`
   *  is the unit of fairness, usually the client's network: no sender can hold every worker. A text that
   *  doesn't start within five seconds is refused as "markdown.busy". A text that exceeded time or memory is
   *  refused at once for the next ten minutes. */
  render(source: string, options: MarkdownOptions, sender?: string): Promise<RenderResult>;
  /** Converts the HTML of a clipboard to Markdown, in the same turns and with the same refusals. */
  convert(html: string, sender?: string): Promise<PasteResult>;
  /** Whether a text would have to wait. */
  isBusy(): boolean;
  close(): Promise<void>;
}

/** Renders untrusted text in worker threads. A text that exceeds its time or memory is refused and its worker
 *  replaced, while others continue. Rejects only if the worker itself is broken. */
export function createRenderer({
  workerFile,
  threads = MAX_THREADS,
  patience = 1,
  waitMs = MAX_WAIT_MS,
  clock = performance.now.bind(performance),
}: RendererOptions): Renderer {
  // All workers stay alive: starting one takes longer than most texts.
  const pool = new Piscina<Task, Result>({
    filename: workerFile,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  // Piscina replaces a dead worker itself; without a listener, the error event would end the process.
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

  const inTurn = async (
    task: Omit<Task, "id">,
    refuse: () => Refusal | null,
    limitMs: number,
    sender: string,
  ): Promise<Result> => {
    const { source } = task;
    const hash = createHash("sha256").update(source).digest("base64url");
    const refusal = ranOut.get(hash) ?? refuse();
    if (refusal) return refusal;
    const waited = new AbortController();
    const waiting = setTimeout(() => waited.abort(), waitMs);
    const isTurn = await turns.begin(sender, waited.signal);
    if (!isTurn || waited.signal.aborted) {
      clearTimeout(waiting);
      if (isTurn) turns.end(sender);
      return BUSY;
    }
    const running = run(pool, task, waiting, patience * limitMs);
    const tooLate = new Promise<Refusal>((resolve) => {
      waited.signal.addEventListener("abort", () => resolve(BUSY));
    });
    const settle = async () => {
      try {
        const result = await running;
        if (result !== TOO_SLOW && result !== OUT_OF_MEMORY) return;
        ranOut.set(hash, result);
        // A sender whose text cost a worker keeps its turn until the replacement is ready. Otherwise its
        // next text would take the worker that other senders are waiting for.
        await replacement();
      } catch {
        // The caller receives the rejection through `running`.
      } finally {
        clearTimeout(waiting);
        turns.end(sender);
      }
    };
    void settle();
    // A worker that is still starting continues even if the caller stops waiting: the next text will need
    // it.
    return Promise.race([running, tooLate]);
  };
  return {
    render: (source, options, sender = "") =>
      inTurn(
        { source, options },
        () => refuseEarly(source),
        timeLimitOf(source),
        sender,
      ) as Promise<RenderResult>,
    convert: (html, sender = "") =>
      inTurn(
        { source: html, options: null },
        () => (html.length > MAX_PASTE_CHARS ? TOO_LONG : null),
        PASTE_LIMIT_MS,
        sender,
      ) as Promise<PasteResult>,
    isBusy: () => turns.isFull,
    close: () => pool.destroy(),
  };
}

/** Returns a function that, called when a worker is lost, waits until a replacement is ready, for at most
 *  MAX_WAIT_MS. */
function awaitReplacements(pool: Piscina<Task, Result>): () => Promise<void> {
  const waiting: (() => void)[] = [];
  pool.on("workerCreate", () => waiting.shift()?.());
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      setTimeout(resolve, MAX_WAIT_MS).unref();
    });
}

/** `waiting` is the timer of the queue; it is cleared when the worker begins the text. */
async function run(
  pool: Piscina<Task, Result>,
  task: Omit<Task, "id">,
  waiting: NodeJS.Timeout,
  limitMs: number,
): Promise<Result> {
  const id = randomUUID();
  const overdue = new AbortController();
  let stopwatch: NodeJS.Timeout | undefined;
  // The limit counts from the worker's own message: starting a worker on a busy server can take longer than
  // the text.
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

/** Returns a function that gives the remaining milliseconds, or fewer than that. Node cannot report another
 *  thread's processor time here, so the smaller of the process's processor time and the clock is used: load
 *  from other programs on the machine is not counted. */
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
