// Requests for pages in the page cache, answered without parsing their address again.

import { brotliDecompressSync } from "node:zlib";
import { pino } from "pino";
import { expect, test, vi } from "vitest";
import { PageCache } from "~/platform/http/page-cache/page-cache.server";
import { FirstVisits } from "~/platform/http/request/first-visits";
import type { RequestFacts } from "~/platform/http/request/request-facts";
import { createMetrics } from "~/platform/metrics.server";
import { request, sendRaw } from "../raw-http";
import { htmlPage, LONG, openHttpServer, publicPage, routeThatReads } from "../served-page";

/** A server whose route is looked up only for requests that take the whole way. */
async function openCounted(options: Parameters<typeof openHttpServer>[1] = {}, render = publicPage) {
  const routeOf = vi.fn(() => routeThatReads("page"));
  const served = await openHttpServer(render, { routeOf, ...options });
  /** Whether the request took the whole way. */
  const isParsed = async (ask: () => Promise<unknown>) => {
    const before = routeOf.mock.calls.length;
    await ask();
    return routeOf.mock.calls.length > before;
  };
  return { ...served, isParsed };
}

const br = { "Accept-Encoding": "br" };

test("parses the address of a cached page once, and sends the same answer without", async () => {
  const served = await openCounted();
  const ask = () => sendRaw(served.address, request("GET /?page=2&utm_source=x", br));
  const first = await ask();
  let second = first;
  expect(await served.isParsed(async () => (second = await ask()))).toBe(false);
  const stable = ({ headers: { date: _, ...headers }, ...answer }: typeof first) => ({ ...answer, headers });
  expect(stable(second)).toEqual(stable(first));
  expect(brotliDecompressSync(Buffer.from(second.body, "latin1")).toString()).toBe(LONG);
  expect(served.rendering).toHaveBeenCalledTimes(1);
});

test.each([
  ["another method", "POST /", {}],
  ["a cookie, which may be a signed-in visitor's", "GET /", { Cookie: "a=b" }],
  ["an encoding that the page has not been compressed in", "GET /", { "Accept-Encoding": "gzip" }],
  ["another address", "GET /other", {}],
])("parses a request with %s", async (_what, line, headers) => {
  const served = await openCounted();
  await sendRaw(served.address, request("GET /", br));
  const ask = () => sendRaw(served.address, request(line, { ...br, "Content-Length": "0", ...headers }));
  expect(await served.isParsed(ask)).toBe(true);
});

test("gives a signed-in visitor a page of their own at a known address", async () => {
  const served = await openCounted(
    { identify: async (cookies) => (cookies === "session=1" ? "Ada" : null) },
    async (_request: Request, facts: RequestFacts, who?: unknown) => {
      facts.addCacheTags("post:1");
      return htmlPage(`for ${who ?? "everyone"}`);
    },
  );
  const text = async (headers: Record<string, string>) =>
    (await sendRaw(served.address, request("GET /", headers))).body;
  const guest = {};
  expect(await text(guest)).toContain("for everyone");
  expect(await text({ Cookie: "session=1" })).toContain("for Ada");
  expect(await text(guest)).toContain("for everyone");
});

test("answers HEAD with the headers of GET and no body, and 304 to a client that has the page", async () => {
  const served = await openCounted();
  const first = await sendRaw(served.address, request("GET /", br));
  const etag = first.headers.etag ?? "";
  let head = first;
  let unchanged = first;
  const isParsed = await served.isParsed(async () => {
    head = await sendRaw(served.address, request("HEAD /", br));
    unchanged = await sendRaw(served.address, request("GET /", { ...br, "If-None-Match": etag }));
  });
  expect(isParsed).toBe(false);
  expect([head.status, head.body, head.headers["content-length"]]).toEqual([
    200,
    "",
    first.headers["content-length"],
  ]);
  expect([unchanged.status, unchanged.body, unchanged.headers.etag]).toEqual([304, "", etag]);
  expect(unchanged.headers).not.toHaveProperty("content-length");
});

test("renders a page again after its invalidation, and then answers at once again", async () => {
  const served = await openCounted();
  const ask = () => sendRaw(served.address, request("GET /", br));
  await ask();
  served.cache?.invalidate(["post:1"]);
  expect(await served.isParsed(ask)).toBe(true);
  expect(served.rendering).toHaveBeenCalledTimes(2);
  expect(await served.isParsed(ask)).toBe(false);
});

test("waits for another process's changes before it takes a known page from the cache", async () => {
  const cache = new PageCache();
  let isBehind = false;
  const readChanges = async () => {
    await new Promise(setImmediate);
    isBehind = false;
    cache.invalidate(["post:1"]);
  };
  const served = await openCounted({ cache, catchUp: () => (isBehind ? readChanges() : undefined) });
  const ask = () => sendRaw(served.address, request("GET /", br));
  await ask();
  isBehind = true;
  await ask();
  expect(served.rendering).toHaveBeenCalledTimes(2);
});

test("serves the page while the database is unreachable", async () => {
  let fails = false;
  const catchUp = () => (fails ? Promise.reject(new Error("unreachable")) : undefined);
  const served = await openCounted({ catchUp });
  const ask = () => sendRaw(served.address, request("GET /", br));
  await ask();
  fails = true;
  expect((await ask()).status).toBe(200);
});

test("counts a page from the cache as a hit, a request and a first visit, and logs it", async () => {
  const cache = new PageCache();
  const metrics = createMetrics({
    cache,
    countJobs: async () => [],
    measureLateness: async () => [],
    countOpen: () => 0,
  });
  const visits = new FirstVisits();
  const logged: { msg: string; requestId: string; route: string; status: number }[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const served = await openCounted({ cache, metrics, visits, log });
  const ask = (address: string) =>
    sendRaw(served.address, request("GET /", { ...br, "X-Forwarded-For": address }));
  await ask("198.51.100.1");
  expect(await served.isParsed(() => ask("198.51.100.2"))).toBe(false);
  expect(cache.counts).toEqual({ miss: 1, joined: 0, hit: 1 });
  expect(await metrics.text()).toContain(
    'longtable_http_request_seconds_count{method="GET",route="/posts/:slug",status="200"} 2',
  );
  expect(visits.find("198.51.100.2", "/")).toBeGreaterThan(0);
  const [first, second] = logged.filter(({ msg }) => msg === "answered");
  expect(second).toMatchObject({ route: "/posts/:slug", status: 200 });
  expect(second?.requestId).not.toBe(first?.requestId);
});

test("renders a page without cache tags for each request", async () => {
  const served = await openCounted({}, async () => htmlPage("no tags"));
  const ask = () => sendRaw(served.address, request("GET /", br));
  await ask();
  expect(await served.isParsed(ask)).toBe(true);
  expect(served.rendering).toHaveBeenCalledTimes(2);
});

test("logs a failure with an ID, and stays up", async () => {
  const visits = new FirstVisits();
  const served = await openCounted({ visits });
  const ask = () => sendRaw(served.address, request("GET /", br));
  await ask();
  const note = vi.spyOn(visits, "note").mockImplementation(() => {
    throw new Error("no memory");
  });
  const failed = await ask();
  note.mockRestore();
  expect([failed.status, served.logged.map(({ msg }) => msg)]).toEqual([500, ["a request failed"]]);
  expect(failed.body).toContain(`include the ID ${served.logged[0]?.requestId}`);
  expect((await ask()).status).toBe(200);
});
