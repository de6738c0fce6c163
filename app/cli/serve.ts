import cluster from "node:cluster";
import { once } from "node:events";
import type { Config } from "~/platform/config";
import { openSite } from "./open-site";
import { readSharedMetrics, shareMetrics, superviseProcesses } from "./processes";

/** More than anybody's machine has cores, and as many connections as PostgreSQL takes by itself. */
const MAX_PROCESSES = 64;

/** `longtable start [--processes N]` and `dev`: serves until it is told to stop. */
export async function serve(
  config: Config,
  words: string[] = [],
  { developing = false } = {},
): Promise<number> {
  const processes = readProcesses(words);
  if (processes === null) {
    console.error(`Say how many processes: longtable start --processes N, from 1 to ${MAX_PROCESSES}`);
    return 2;
  }
  if (cluster.isWorker) return serveHere(config, { readMetrics: readSharedMetrics });
  if (processes > 1) return superviseProcesses(config, processes);
  return serveHere(config, { developing, say: console.log });
}

async function serveHere(config: Config, options: Parameters<typeof openSite>[1]): Promise<number> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const site = await openSite(config, options);
  if (cluster.isWorker) shareMetrics(site.metrics);
  options?.say?.(`Longtable is at ${site.address}`);
  if (!stop.signal.aborted) await once(stop.signal, "abort");
  await site.close();
  return 0;
}

function readProcesses(words: string[]): number | null {
  if (words.length === 0) return 1;
  const [option, value = "", ...rest] = words;
  if (option !== "--processes" || rest.length > 0 || !/^[1-9]\d?$/.test(value)) return null;
  return Number(value) <= MAX_PROCESSES ? Number(value) : null;
}
