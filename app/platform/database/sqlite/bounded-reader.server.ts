// Reads in processes of their own, which are killed when their time is over (query-process.ts).

import { type ChildProcess, fork } from "node:child_process";
import { setImmediate as passTurn } from "node:timers/promises";
import type { BoundedQuery, BoundedReader, BoundedReaderOptions } from "../bounded-reader";
import type { Answer, Columns, Question } from "./query-answer";

/** A process takes some 50 MB, and a tenth of a second to start. */
const IDLE_MS = 60_000;
/** Starting on a busy machine isn't the statement's fault. */
const START_LIMIT_MS = 10_000;
const HEAP_MB = 64;

export function openSqliteReader(url: string, { processFile }: BoundedReaderOptions): BoundedReader {
  const idle = new Map<QueryProcess, NodeJS.Timeout>();
  const all = new Set<QueryProcess>();
  const end = (one: QueryProcess) => {
    clearTimeout(idle.get(one));
    idle.delete(one);
    all.delete(one);
    one.child.kill("SIGKILL");
  };
  const take = async () => {
    for (const [one, timer] of idle) {
      clearTimeout(timer);
      idle.delete(one);
      if (one.child.connected) return one;
      end(one);
    }
    const one = startProcess(processFile, url);
    all.add(one);
    if ((await one.nextMessage(START_LIMIT_MS)) === "ready") return one;
    end(one);
    throw new Error("The process for searching didn’t start.");
  };
  return {
    async run(limitMs, work) {
      const one = await take();
      const deadline = performance.now() + limitMs;
      let batch: Question[] = [];
      let answers: Promise<Answer[]> = Promise.resolve([]);
      const ask = async () => {
        // What is asked in one turn is sent at once: each message wakes the other process.
        await passTurn();
        const questions = batch;
        batch = [];
        const left = deadline - performance.now();
        if (left <= 0) throw new TooSlow();
        one.child.send(questions);
        const said = (await one.nextMessage(left)) as Answer[] | null;
        if (said === null) throw new TooSlow();
        return said;
      };
      const query: BoundedQuery = async <Row>(sql: string, values: readonly unknown[]) => {
        const index = batch.push({ sql, values }) - 1;
        if (index === 0) answers = ask();
        const answer = (await answers)[index];
        if (!answer || "error" in answer) throw new Error(answer?.error);
        return toRows<Row>(answer);
      };
      try {
        const result = await work(query);
        idle.set(one, setTimeout(() => end(one), IDLE_MS).unref());
        return result;
      } catch (error) {
        end(one);
        if (error instanceof TooSlow) return "too slow";
        throw error;
      }
    },
    async close() {
      for (const one of all) end(one);
    },
  };
}

class TooSlow extends Error {}

function toRows<Row>({ names, columns }: Columns): Row[] {
  const rows = Array.from(columns[0] ?? [], () => ({}) as Record<string, unknown>);
  for (const [at, name] of names.entries())
    for (const [index, row] of rows.entries()) row[name] = columns[at]?.[index];
  return rows as Row[];
}

interface QueryProcess {
  child: ChildProcess;
  /** The answer to its next question, as it answers in their order; null if none comes in time or it has ended. */
  nextMessage(limitMs: number): Promise<unknown>;
}

function startProcess(processFile: string, url: string): QueryProcess {
  const child = fork(processFile, [url], {
    serialization: "advanced",
    // None of the server's secrets.
    env: {} as NodeJS.ProcessEnv,
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const waiting: ((answer: unknown) => void)[] = [];
  child.on("message", (answer) => waiting.shift()?.(answer));
  child.on("exit", () => {
    for (const settle of waiting.splice(0)) settle(null);
  });
  // A server that ends doesn't wait for it.
  child.unref();
  child.channel?.unref();
  // One that can't be told anything any more has an error, which would end the server.
  child.on("error", () => {});
  const nextMessage = (limitMs: number) =>
    new Promise((resolve) => {
      const settle = (answer: unknown) => {
        clearTimeout(timer);
        if (waiting.length === 0) child.channel?.unref();
        resolve(answer);
      };
      const timer = setTimeout(() => settle(null), limitMs);
      child.channel?.ref();
      waiting.push(settle);
    });
  return { child, nextMessage };
}
