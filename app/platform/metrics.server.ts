import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { PageCache } from "./http/page-cache.server";

/** What Prometheus reads at /metrics: the process, the requests, and how the page cache fares. */
export function createMetrics(cache: PageCache) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "longtable_http_requests_total",
    help: "Requests answered",
    labelNames: ["method", "status"],
    registers,
  });
  new Gauge({
    name: "longtable_page_cache_requests",
    help: "Requests for a cacheable page: kept (hit), rendered (miss), or waiting for another's rendering (joined)",
    labelNames: ["result"],
    registers,
    collect() {
      for (const [result, count] of Object.entries(cache.counts)) this.set({ result }, count);
    },
  });
  new Gauge({
    name: "longtable_page_cache_hit_ratio",
    help: "Hits and joins among all requests for a cacheable page",
    registers,
    collect() {
      const { hit, joined, miss } = cache.counts;
      this.set(hit + joined + miss === 0 ? 0 : (hit + joined) / (hit + joined + miss));
    },
  });
  new Gauge({
    name: "longtable_page_cache_bytes",
    help: "Bytes of pages kept, all encodings",
    registers,
    collect() {
      this.set(cache.bytes);
    },
  });
  new Gauge({
    name: "longtable_page_cache_pages",
    help: "Pages kept",
    registers,
    collect() {
      this.set(cache.size);
    },
  });
  return {
    countRequest: (method: string, status: number) => requests.inc({ method, status }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
