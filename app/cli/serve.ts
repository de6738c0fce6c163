import cluster from "node:cluster";
import { once } from "node:events";
import type { Config } from "~/platform/config/config";
import { openSite } from "~/server/open-site";
import { readSharedMetrics, shareMetrics, superviseProcesses } from "~/server/processes";
import { readArguments } from "./arguments";
import { misuse } from "./help";

/** More than most machines have cores. */
const MAX_PROCESSES = 64;

/** `longtable start [--processes N]` and `dev`: serves the site until a signal stops it. */
export async function serve(
  config: Config,
  words: string[] = [],
  { developing = false } = {},
): Promise<number> {
  const processes = readProcesses(words, developing);
  if (typeof processes !== "number") return misuse(developing ? "dev" : "start", processes.problem);
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

function readProcesses(words: string[], developing: boolean): number | { problem: string } {
  const read = readArguments(words, { options: developing ? {} : { processes: "text" } });
  if (!read.ok) return read;
  const { processes: value = "1" } = read.options as { processes?: string };
  return /^[1-9]\d?$/.test(value) && Number(value) <= MAX_PROCESSES
    ? Number(value)
    : { problem: `--processes is "${value}". Use a number from 1 to ${MAX_PROCESSES}.` };
}
