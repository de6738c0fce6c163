// The HTTP server with a page of the test, to see what the server does by itself.

import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { onTestFinished, vi } from "vitest";
import { createHttpServer, type HttpServerOptions } from "~/platform/http/http-server.server";
import { PageCache } from "~/platform/http/page-cache/page-cache.server";
import { FirstVisits } from "~/platform/http/request/first-visits";
import type { RequestFacts } from "~/platform/http/request/request-facts";
import { createMetrics } from "~/platform/metrics.server";

export const SITE_URL = "http://longtable.test";

/** A complete HTML page. */
export const html = (text: string) => `<!DOCTYPE html><html><body>${text}</body></html>`;

export const htmlPage = (text: string): Response =>
  new Response(html(text), { headers: { "Content-Type": "text/html; charset=utf-8" } });

/** Long enough to be compressed. */
export const LONG = html("A long table is a form of public conversation. ".repeat(100));

/** Renders a public page with the cache tag of one post. */
export async function publicPage(_: Request, { addCacheTags }: RequestFacts): Promise<Response> {
  addCacheTags("post:1");
  return new Response(LONG, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** A route with cached HTML pages that depend on these query parameters. */
export const routeThatReads = (...query: string[]) => ({
  name: "/posts/:slug",
  rules: { cached: { types: ["text/html"], query } },
});

export async function openHttpServer(
  render: HttpServerOptions["render"] = publicPage,
  {
    prepare = (_: Server) => {},
    ...options
  }: Partial<HttpServerOptions> & { prepare?: (server: Server) => void } = {},
) {
  const cache = options.cache === undefined ? new PageCache() : options.cache;
  const logged: Record<string, unknown>[] = [];
  const rendering = vi.fn(render);
  const server = createHttpServer({
    siteUrl: SITE_URL,
    trustProxy: ["loopback"],
    metrics: createMetrics({
      ...{
        cache: cache ?? new PageCache(),
        countJobs: async () => [],
        measureLateness: async () => [],
        countOpen: () => 0,
      },
    }),
    visits: new FirstVisits(),
    log: pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    routeOf: () => routeThatReads("page"),
    ...options,
    cache,
    render: rendering,
  });
  prepare(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    cache,
    logged,
    rendering,
    get: (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
      fetch(address + path, {
        redirect: "manual",
        headers: { ...(init.method === "POST" && { Origin: SITE_URL }), ...headers },
        ...init,
      }),
  };
}
