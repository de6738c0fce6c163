// Runs several worker processes behind one port and supervises them.

import cluster, { type Worker } from "node:cluster";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { AggregatorRegistry } from "prom-client";
import type { Config } from "~/platform/config/config";
import type { Metrics } from "~/platform/metrics.server";
import { openSiteServices } from "./new-site";
import { fromRoot } from "./site-services";

/** Pause before a crashed process is replaced, which also limits the pace of repeated crashes. */
const RESTART_PAUSE_MS = 1_000;
/** Longer than running requests and jobs take to finish. */
const STOP_LIMIT_MS = 20_000;
const METRICS_LIMIT_MS = 5_000;
/** Exit code of a process with invalid settings (longtable.ts). */
const BAD_SETTINGS = 2;

/** Migrates the database once, then keeps `count` processes running until a signal stops it. Returns the exit
 *  code. */
export async function superviseProcesses(config: Config, count: number): Promise<number> {
  const services = await openSiteServices(config, { content: fromRoot("content"), say: console.log });
  await services.close();

  let stopping = false;
  const listening: Promise<unknown>[] = [];
  const givenUp = new AbortController();
  const begin = () => {
    const worker = cluster.fork();
    let hasListened = false;
    worker.once("listening", () => {
      hasListened = true;
    });
    listening.push(once(worker, "listening"));
    worker.once("exit", async (code, signal) => {
      if (stopping) return;
      // The process has named its invalid settings; another one would fail in the same way.
      if (code === BAD_SETTINGS && !hasListened) return givenUp.abort();
      console.error(`Process ${worker.process.pid} ended (${signal ?? code}). Starting a new one.`);
      await pause(RESTART_PAUSE_MS);
      if (!stopping) begin();
    });
  };
  answerForMetrics();
  for (let number = 0; number < count; number++) begin();
  const over = Promise.race([ended(), once(givenUp.signal, "abort")]);
  await Promise.race([Promise.all(listening.splice(0)), over]);
  if (!givenUp.signal.aborted) console.log(`Longtable is at ${config.siteUrl}, in ${count} processes`);
  await over;
  stopping = true;
  await stopWorkers();
  return givenUp.signal.aborted ? BAD_SETTINGS : 0;
}

let stopped: Promise<unknown> | undefined;

/** Resolves when a signal to stop arrives. */
function ended(): Promise<unknown> {
  stopped ??= Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  return stopped;
}

async function stopWorkers() {
  const workers = Object.values(cluster.workers ?? {}).filter(
    (worker): worker is Worker => worker !== undefined,
  );
  const gone = workers.map((worker) => once(worker, "exit"));
  for (const worker of workers) worker.process.kill("SIGTERM");
  const late = setTimeout(() => {
    for (const worker of workers) worker.process.kill("SIGKILL");
  }, STOP_LIMIT_MS);
  await Promise.all(gone);
  clearTimeout(late);
}

const ASK = "longtable:metrics?";
const ANSWER = "longtable:metrics";

/** Answers a worker's request for metrics with those of all workers. */
function answerForMetrics() {
  const all = new AggregatorRegistry();
  cluster.on("message", async (worker, message: { type?: string; id?: string }) => {
    if (message?.type !== ASK) return;
    const text = await all.clusterMetrics().catch(() => "");
    if (worker.isConnected()) worker.send({ type: ANSWER, id: message.id, text });
  });
}

/** In a worker: adds its metrics to those of all workers. */
export function shareMetrics(own: Metrics) {
  new AggregatorRegistry();
  AggregatorRegistry.setRegistries(own.registry);
}

/** In a worker: returns the metrics of all workers, or its own if the others don't answer. */
export async function readSharedMetrics(own: Metrics): Promise<string> {
  const id = randomUUID();
  const answer = new Promise<string>((resolve) => {
    const hear = (message: { type?: string; id?: string; text?: string }) => {
      if (message?.type !== ANSWER || message.id !== id) return;
      process.off("message", hear);
      resolve(message.text ?? "");
    };
    process.on("message", hear);
    process.send?.({ type: ASK, id });
  });
  const late = pause(METRICS_LIMIT_MS, "", { ref: false });
  return (await Promise.race([answer, late])) || own.text();
}
