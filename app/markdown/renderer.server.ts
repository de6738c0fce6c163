import { randomUUID } from "node:crypto";
import { Piscina } from "piscina";
import {
  IDLE_MS,
  MAX_THREADS,
  MAX_WAITING,
  START_LIMIT_MS,
  TIME_LIMIT_MS,
  TIME_PER_1000_CHARS_MS,
  WORKER_HEAP_MB,
} from "./limits";
import { refuseEarly, TOO_LARGE, TOO_SLOW } from "./refusal";
import type { MarkdownOptions, RenderResult } from "./rendered";
import type { Task } from "./worker";

export interface RendererOptions {
  /** The bundle of `worker.ts`. */
  workerFile: string;
  threads?: number;
  /** How many times longer than on a small idle server a text may take. */
  patience?: number;
}

export interface Renderer {
  render(source: string, options: MarkdownOptions): Promise<RenderResult>;
  close(): Promise<void>;
}

/** Renders text from anyone in worker threads: one that takes too long or too much memory costs its worker, and
 *  gives a refusal, while others go on. Rejects only where the worker itself is broken. */
export function createRenderer({
  workerFile,
  threads = MAX_THREADS,
  patience = 1,
}: RendererOptions): Renderer {
  const pool = new Piscina<Task, RenderResult>({
    filename: workerFile,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  // A worker that dies between tasks is replaced with the next one; without a listener it would end the process.
  pool.on("error", () => {});
  const turns = new Turns(threads);

  return {
    async render(source, options) {
      const refusal = refuseEarly(source);
      if (refusal) return refusal;
      if (turns.waiting >= MAX_WAITING) return TOO_SLOW;
      return turns.take(() => run(pool, { source, options }, patience));
    },
    close: () => pool.destroy(),
  };
}

async function run(
  pool: Piscina<Task, RenderResult>,
  task: Omit<Task, "id">,
  patience: number,
): Promise<RenderResult> {
  const id = randomUUID();
  const overdue = new AbortController();
  const abortAfter = (ms: number) => setTimeout(() => overdue.abort(), ms);
  let timer = abortAfter(START_LIMIT_MS);
  // A worker may first have to start, which on a busy server takes longer than the text: that is not the text's fault.
  const begin = (begun: unknown) => {
    if (begun !== id) return;
    clearTimeout(timer);
    const thousands = Math.ceil(task.source.length / 1000);
    timer = abortAfter(patience * (TIME_LIMIT_MS + thousands * TIME_PER_1000_CHARS_MS));
  };
  pool.on("message", begin);
  try {
    return await pool.run({ id, ...task }, { signal: overdue.signal });
  } catch (error) {
    if (overdue.signal.aborted) return TOO_SLOW;
    if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
      return TOO_LARGE;
    throw error;
  } finally {
    clearTimeout(timer);
    pool.off("message", begin);
  }
}

/** Lets so many run at once. The pool has a queue of its own, but time spent waiting there would count as work. */
class Turns {
  private readonly queue: (() => void)[] = [];
  private running = 0;
  constructor(private readonly places: number) {}

  get waiting(): number {
    return this.queue.length;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.places) await new Promise<void>((resolve) => this.queue.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
