// The HTTP server and its pages: what a page receives, what is cached, and what happens if a page fails.

import { expect, test, vi } from "vitest";
import type { HttpServerOptions } from "~/platform/http/http-server.server";
import type { RequestFacts } from "~/platform/http/request/request-facts";
import { request, sendRaw } from "./raw-http";
import { html, htmlPage, LONG, openHttpServer, publicPage, routeThatReads, SITE_URL } from "./served-page";

/** A promise that resolves once `open` is called. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test("renders a page with cache tags once", async () => {
  const served = await openHttpServer();
  await served.get("/");
  expect([await (await served.get("/")).text(), served.rendering.mock.calls.length]).toEqual([LONG, 1]);
});

test.each([
  ["has no cache tags", async () => new Response("mine")],
  [
    "is not found",
    async (_: Request, { addCacheTags }: RequestFacts) => {
      addCacheTags("post:1");
      return new Response(html("nothing"), { status: 404, headers: { "Content-Type": "text/html" } });
    },
  ],
  ["is empty", async (...asked: Asked) => instead(asked, "", "text/html")],
  ["is truncated", async (...asked: Asked) => instead(asked, LONG.slice(0, -1), "text/html")],
  ["has another type than its route declares", async (...asked: Asked) => instead(asked, LONG, "text/plain")],
  [
    "sets a cookie",
    async (_: Request, { addCacheTags }: RequestFacts) => {
      addCacheTags("post:1");
      return new Response(LONG, { headers: { "Content-Type": "text/html", "Set-Cookie": "a=b" } });
    },
  ],
  ["has no type", async (...asked: Asked) => instead(asked, Buffer.from(LONG))],
  [
    "redirects",
    async (_: Request, { addCacheTags }: RequestFacts) => {
      addCacheTags("post:1");
      return new Response(null, { status: 302, headers: { Location: "/" } });
    },
  ],
])("does not cache a page that %s", async (_what, render) => {
  const served = await openHttpServer(render);
  await served.get("/x");
  const second = await served.get("/x");
  expect([second.headers.get("Cache-Control"), served.rendering.mock.calls.length]).toEqual([
    "private, no-store",
    2,
  ]);
});

type Asked = [Request, RequestFacts];

/** Adds a cache tag, but answers with another body or type. */
function instead([, { addCacheTags }]: Asked, body: BodyInit, type?: string): Response {
  addCacheTags("post:1");
  return new Response(body, type ? { headers: { "Content-Type": type } } : {});
}

test("does not cache a page with cache tags if its route doesn't declare caching", async () => {
  const served = await openHttpServer(publicPage, { routeOf: () => ({ name: "/settings", rules: {} }) });
  await served.get("/settings");
  await served.get("/settings");
  expect([served.rendering.mock.calls.length, served.cache?.size]).toEqual([2, 0]);
});

test("renders every page again if the cache is off", async () => {
  const served = await openHttpServer(publicPage, { cache: null });
  await served.get("/");
  expect([(await served.get("/")).status, served.rendering.mock.calls.length]).toEqual([200, 2]);
});

test.each([
  ["/posts/x?utm_source=y", "/posts/x", 1],
  ["/posts/x?fbclid=1&page=2", "/posts/x?page=2", 1],
  ["/?page=2&before=3", "/?before=3&page=2", 1],
  ["/posts/x?page=2", "/posts/x", 2],
  ["/?before=3", "/?after=3", 2],
  ["/posts/x", "/posts/y", 2],
  ["/?after=1%26page%3D2", "/?after=1&page=2", 2],
])("if the route declares page, before and after, %s and %s render %i page(s)", async (one, other, pages) => {
  const served = await openHttpServer(...readingPage("after", "before", "page"));
  await served.get(one);
  await served.get(other);
  expect(served.rendering.mock.calls.length).toBe(pages);
});

/** A page that declares, reads and shows these query parameters. */
function readingPage(...names: string[]) {
  const render = async (_: Request, { addCacheTags, query }: RequestFacts) => {
    addCacheTags("post:1");
    return htmlPage(query(...names).toString());
  };
  return [render, { routeOf: () => routeThatReads(...names) }] as const;
}

test("caches one page for queries that differ only in undeclared parameters", async () => {
  const served = await openHttpServer(...readingPage("page"));
  for (const query of ["?before=1", "?before=2&page=", "?utm=x", ""]) await served.get(`/tags${query}`);
  expect([served.rendering.mock.calls.length, served.cache?.size]).toEqual([2, 2]);
});

test("gives a cacheable page only the declared query parameters", async () => {
  const served = await openHttpServer(...readingPage("before", "after"));
  const answer = await served.get("/?after=3&page=2&before=4&x=y&before=5");
  expect(await answer.text()).toBe(html("after=3&before=4"));
});

test("never mixes up two pages of one path that are rendered at the same time", async () => {
  const served = await openHttpServer(...readingPage("page"));
  const answers = await Promise.all(["1", "2"].map((page) => served.get(`/posts/x?page=${page}`)));
  const pages = await Promise.all(answers.map((answer) => answer.text()));
  expect(pages).toEqual(["page=1", "page=2"].map(html));
});

test("keeps pages apart that read a parameter only if another one is present", async () => {
  const render = async (_: Request, { addCacheTags, query }: RequestFacts) => {
    addCacheTags("post:1");
    const page = query("q").has("q") ? query("page").get("page") : null;
    return htmlPage(`page ${page ?? "1"}`);
  };
  const served = await openHttpServer(render, { routeOf: () => routeThatReads("q", "page") });
  const texts: string[] = [];
  for (const path of ["/search?page=2", "/search?q=x&page=2", "/search?q=x"])
    texts.push(await (await served.get(path)).text());
  expect(texts).toEqual(["page 1", "page 2", "page 1"].map(html));
});

test("answers 500 if a cacheable page reads an undeclared parameter", async () => {
  const render = async (_: Request, { addCacheTags, query }: RequestFacts) => {
    addCacheTags("post:1");
    return htmlPage(query("secret").toString());
  };
  const served = await openHttpServer(render);
  expect([(await served.get("/?secret=x")).status, served.cache?.size]).toEqual([500, 0]);
});

test("gives a cacheable page nothing of the request but its address", async () => {
  const served = await openHttpServer(async (request, facts) => {
    facts.addCacheTags("post:1");
    return htmlPage(JSON.stringify([request.url, [...request.headers]]));
  });
  const headers = { Cookie: "a=b", "X-Forwarded-Host": "evil.example", "Accept-Language": "de" };
  const answer = await served.get("/posts/x?utm=y&page=2", headers);
  expect(await answer.text()).toBe(html(JSON.stringify([`${SITE_URL}/posts/x?page=2`, []])));
});

test("renders each POST and never caches its answer", async () => {
  const served = await openHttpServer();
  await served.get("/");
  const posted = () => served.get("/", {}, { method: "POST", body: "x" });
  await posted();
  expect((await posted()).headers.get("Cache-Control")).toBe("private, no-store");
  expect([served.rendering.mock.calls.length, served.cache?.size]).toEqual([3, 1]);
});

test("gives a page the body of a POST", async () => {
  const served = await openHttpServer(async (request) => new Response(await request.text()));
  const answer = await served.get("/", {}, { method: "POST", body: "four words are here" });
  expect(await answer.text()).toBe("four words are here");
});

test("answers HEAD with the headers of GET and no body", async () => {
  const served = await openHttpServer();
  const head = await sendRaw(served.address, request("HEAD /"));
  const get = await sendRaw(served.address, request("GET /"));
  const dateless = ({ date: _, ...headers }: Record<string, string>) => headers;
  expect([dateless(head.headers), head.body]).toEqual([dateless(get.headers), ""]);
});

test("caches the whole page that HEAD rendered", async () => {
  const served = await openHttpServer();
  await served.get("/", {}, { method: "HEAD" });
  expect([await (await served.get("/")).text(), served.rendering.mock.calls.length]).toEqual([LONG, 1]);
});

test("gives a page the site's own address, whatever the Host header", async () => {
  const served = await openHttpServer(async ({ url }) => new Response(url));
  expect(await (await served.get("/posts/x?page=2")).text()).toBe(`${SITE_URL}/posts/x?page=2`);
});

/** A server that counts arrivals: a counted request has already asked the cache. */
async function openCountingDoor(render: typeof publicPage) {
  let arrived = 0;
  const before: HttpServerOptions["before"] = (_req, _res, next) => {
    arrived++;
    next();
  };
  const served = await openHttpServer(render, { before });
  return {
    ...served,
    arrivals: (count: number) => vi.waitFor(() => expect(arrived).toBe(count), { timeout: 20_000 }),
  };
}

test("renders once for twenty simultaneous requests", async () => {
  const { opened, open } = gate();
  const served = await openCountingDoor(async (...asked) => {
    await opened;
    return publicPage(...asked);
  });
  const answers = Array.from({ length: 20 }, () => served.get("/").then((answer) => answer.status));
  await served.arrivals(20);
  open();
  expect([await Promise.all(answers), served.cache?.counts]).toEqual([
    Array(20).fill(200),
    { hit: 0, joined: 19, miss: 1 },
  ]);
});

test("answers the other requests if the first client disconnects", async () => {
  const { opened, open } = gate();
  const served = await openCountingDoor(async (request, facts) => {
    await opened;
    request.signal.throwIfAborted();
    return publicPage(request, facts);
  });
  const first = new AbortController();
  const left = served.get("/", {}, { signal: first.signal }).catch(() => {});
  await served.arrivals(1);
  const second = served.get("/");
  await served.arrivals(2);
  first.abort();
  await left;
  // Once this request is answered, the server has noticed that the first client left.
  await served.get("/", {}, { method: "PUT" });
  open();
  expect((await second).status).toBe(200);
});

test("answers a failed page with 500 and its request id, and logs the error", async () => {
  const served = await openHttpServer(async () => {
    throw new Error("the disk is full of secrets");
  });
  const answer = await served.get("/");
  const text = await answer.text();
  expect(served.logged).toEqual([
    expect.objectContaining({ err: expect.objectContaining({ message: "the disk is full of secrets" }) }),
  ]);
  expect([answer.status, text]).toEqual([
    500,
    `Something went wrong. If you report this, include the ID ${served.logged[0]?.requestId}.\n`,
  ]);
});

test("renders a page again after it failed once", async () => {
  const results = [new Error("not now"), null];
  const served = await openHttpServer(async (request, facts) => {
    const fault = results.shift();
    if (fault) throw fault;
    return publicPage(request, facts);
  });
  expect([(await served.get("/")).status, (await served.get("/")).status]).toEqual([500, 200]);
});

test.each([
  ["no proxy", [], "203.0.113.7", "127.0.0.1"],
  ["a proxy on this machine", ["loopback"], "203.0.113.7", "203.0.113.7"],
  ["the last proxy only", ["loopback"], "198.51.100.1, 203.0.113.7", "203.0.113.7"],
  ["two proxies", ["loopback", "203.0.113.0/24"], "198.51.100.1, 203.0.113.7", "198.51.100.1"],
  ["a proxy that isn't this one", ["10.0.0.0/8"], "203.0.113.7", "127.0.0.1"],
])(
  "if %s is trusted, X-Forwarded-For counts as far as that",
  async (_who, trustProxy, forwarded, expected) => {
    const served = await openHttpServer(async (_, { clientAddress }) => new Response(clientAddress), {
      trustProxy,
    });
    expect(await (await served.get("/", { "X-Forwarded-For": forwarded })).text()).toBe(expected);
  },
);
