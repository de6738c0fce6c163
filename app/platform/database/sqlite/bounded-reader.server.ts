// Reads in processes of their own, which are killed when their time is over (query-process.ts).

import { type ChildProcess, fork } from "node:child_process";
import type { BoundedQuery, BoundedReader, BoundedReaderOptions } from "../bounded-reader";

/** A process takes some 50 MB, and a tenth of a second to start. */
const IDLE_MS = 60_000;
/** Starting on a busy machine isn't the statement's fault. */
const START_LIMIT_MS = 10_000;
const HEAP_MB = 64;

export function openSqliteReader(url: string, { processFile }: BoundedReaderOptions): BoundedReader {
  const idle = new Map<ChildProcess, NodeJS.Timeout>();
  const all = new Set<ChildProcess>();
  const end = (child: ChildProcess) => {
    clearTimeout(idle.get(child));
    idle.delete(child);
    all.delete(child);
    child.kill("SIGKILL");
  };
  const take = async () => {
    for (const [child, timer] of idle) {
      clearTimeout(timer);
      idle.delete(child);
      if (child.connected) return child;
      end(child);
    }
    const child = startProcess(processFile, url);
    all.add(child);
    if ((await nextMessage(child, START_LIMIT_MS)) === "ready") return child;
    end(child);
    throw new Error("The process for searching didn’t start.");
  };
  return {
    async run(limitMs, work) {
      const child = await take();
      const deadline = performance.now() + limitMs;
      const query: BoundedQuery = async <Row>(sql: string, values: readonly unknown[]) => {
        const left = deadline - performance.now();
        if (left <= 0) throw new TooSlow();
        child.send({ sql, values });
        const answer = (await nextMessage(child, left)) as { rows: Row[] } | { error: string } | null;
        if (answer === null) throw new TooSlow();
        if ("error" in answer) throw new Error(answer.error);
        return answer.rows;
      };
      try {
        const result = await work(query);
        idle.set(child, setTimeout(() => end(child), IDLE_MS).unref());
        return result;
      } catch (error) {
        end(child);
        if (error instanceof TooSlow) return "too slow";
        throw error;
      }
    },
    async close() {
      for (const child of all) end(child);
    },
  };
}

class TooSlow extends Error {}

function startProcess(processFile: string, url: string): ChildProcess {
  const child = fork(processFile, [url], {
    serialization: "advanced",
    // None of the server's secrets.
    env: {} as NodeJS.ProcessEnv,
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  // A server that ends doesn't wait for it.
  child.unref();
  child.channel?.unref();
  // One that can't be told anything any more has an error, which would end the server.
  child.on("error", () => {});
  return child;
}

/** Its next message; null if none comes in time or it has ended. */
function nextMessage(child: ChildProcess, limitMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    const settle = (answer: unknown) => {
      clearTimeout(timer);
      child.off("message", settle);
      child.off("exit", ended);
      child.channel?.unref();
      resolve(answer);
    };
    const ended = () => settle(null);
    const timer = setTimeout(ended, limitMs);
    child.channel?.ref();
    child.on("message", settle);
    child.on("exit", ended);
  });
}
