// Metrics for Prometheus at /metrics: process, requests, page cache, database, jobs.

import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from "prom-client";
import { Durations } from "./durations";
import type { PageCache } from "./http/page-cache/page-cache.server";

/** Buckets from a cached page to one that is too slow. */
const REQUEST_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10];
const QUERY_SECONDS = [0.0005, 0.002, 0.01, 0.05, 0.25, 1, 5];

export interface Answered {
  method: string;
  route: string;
  status: number;
  seconds: number;
}

/** Sources that are read whenever the metrics are. */
export interface MetricSources {
  cache: Pick<PageCache, "counts" | "bytes" | "size">;
  /** Number of jobs by queue and status. */
  countJobs(): Promise<{ queue: string; status: string; count: number }[]>;
  /** How late each queue of jobs is. */
  measureLateness(): Promise<{ queue: string; lateMs: number }[]>;
  /** Number of answers that stay open. */
  countOpen(): number;
}

/** Metrics of the process, which are measured all the time and never end. So they are measured once: a process that
 *  opens hundreds of sites, as the tests do, would measure itself hundreds of times. */
let ofProcess: Registry | undefined;

function measureProcess(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

export function createMetrics({ cache, countJobs, measureLateness, countOpen }: MetricSources) {
  const registry = new Registry();
  const registers = [registry];
  for (const metric of measureProcess().getMetricsAsArray() as unknown as Metric[])
    registry.registerMetric(metric);
  const requests = new Durations(
    {
      name: "longtable_http_request_seconds",
      help: "Duration of HTTP requests in seconds",
      buckets: REQUEST_SECONDS,
    },
    registry,
  );
  const queries = new Durations(
    {
      name: "longtable_database_query_seconds",
      help: "Duration of database queries in seconds",
      buckets: QUERY_SECONDS,
    },
    registry,
  );
  const jobs = new Counter({
    name: "longtable_jobs_ended_total",
    help: "Background jobs run by this process, by outcome",
    labelNames: ["kind", "outcome"],
    registers,
  });
  new Gauge({
    name: "longtable_jobs",
    help: "Background jobs in the database, by queue and status",
    labelNames: ["queue", "status"],
    // Every process counts all jobs, so their sum would be wrong.
    aggregator: "max",
    registers,
    async collect() {
      // /readyz reports an unreachable database.
      for (const { count, ...labels } of await countJobs().catch(() => [])) this.set(labels, count);
    },
  });
  new Gauge({
    name: "longtable_jobs_late_seconds",
    help: "For how long the job of a queue that has waited longest has been due",
    labelNames: ["queue"],
    aggregator: "max",
    registers,
    async collect() {
      for (const { queue, lateMs } of await measureLateness().catch(() => []))
        this.set({ queue }, lateMs / 1000);
    },
  });
  new Gauge({
    name: "longtable_open_streams",
    help: "Pages that listen for new responses",
    registers,
    collect() {
      this.set(countOpen());
    },
  });
  describeCache(cache, registers);
  return {
    observeRequest: ({ seconds, method, route, status }: Answered) =>
      requests.observe(seconds, `${method} ${route} ${status}`, () => ({ method, route, status })),
    observeQuery: (milliseconds: number) => queries.observe(milliseconds / 1000),
    countJob: (kind: string, outcome: string) => jobs.inc({ kind, outcome }),
    contentType: registry.contentType,
    registry,
    text: () => registry.metrics(),
  };
}

function describeCache(cache: MetricSources["cache"], registers: Registry[]) {
  new Gauge({
    name: "longtable_page_cache_requests",
    help: "Requests for a cacheable page: found in the cache (hit), rendered (miss), or waiting for the same page to be rendered (joined)",
    labelNames: ["result"],
    registers,
    collect() {
      for (const [result, count] of Object.entries(cache.counts)) this.set({ result }, count);
    },
  });
  new Gauge({
    name: "longtable_page_cache_hit_ratio",
    help: "Share of requests for a cacheable page that were hits or joined",
    aggregator: "average",
    registers,
    collect() {
      const { hit, joined, miss } = cache.counts;
      this.set(hit + joined + miss === 0 ? 0 : (hit + joined) / (hit + joined + miss));
    },
  });
  new Gauge({
    name: "longtable_page_cache_bytes",
    help: "Size of the page cache in bytes, all encodings",
    registers,
    collect() {
      this.set(cache.bytes);
    },
  });
  new Gauge({
    name: "longtable_page_cache_pages",
    help: "Pages in the page cache",
    registers,
    collect() {
      this.set(cache.size);
    },
  });
}

export type Metrics = ReturnType<typeof createMetrics>;
