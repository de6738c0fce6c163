import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { KeptPiece } from "~/platform/http/answer-body.server";
import type { RequestFacts } from "~/platform/http/request/request-facts";
import { request, sendRaw } from "../raw-http";
import { LONG, openHttpServer } from "../served-page";

const ENCODINGS = ["br", "gzip", "identity"] as const;

const open = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: (bytes: Buffer) => bytes,
};

test.each([
  ["br, gzip", "br"],
  ["gzip", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["identity", "identity"],
  ["br;q=0, gzip;q=0", "identity"],
  ["", "identity"],
] as const)("for Accept-Encoding '%s' sends encoding %s", async (accepted, encoding) => {
  const served = await openHttpServer();
  const { headers, body } = await sendRaw(served.address, request("GET /", { "Accept-Encoding": accepted }));
  const bytes = Buffer.from(body, "latin1");
  expect(headers["content-encoding"] ?? "identity").toBe(encoding);
  expect(headers["content-length"]).toBe(String(bytes.length));
  expect(open[encoding](bytes).toString()).toBe(LONG);
});

/** A page of one reader that has most in common with others. */
const mostlyKept = async (_: Request, { sendPieces }: RequestFacts) => {
  sendPieces([Buffer.from("<p>For Ada</p>"), new KeptPiece(LONG)]);
  return new Response(null, { headers: { "Content-Type": "text/html; charset=utf-8" } });
};

test.each([
  ["gzip, deflate, br", "gzip"],
  ["br", "br"],
  ["", "identity"],
] as const)(
  "a page that is mostly kept is sent to one that accepts '%s' in %s",
  async (accepted, encoding) => {
    const served = await openHttpServer(mostlyKept);
    const { headers, body } = await sendRaw(
      served.address,
      request("GET /", { "Accept-Encoding": accepted }),
    );
    const bytes = Buffer.from(body, "latin1");
    expect(headers["content-encoding"] ?? "identity").toBe(encoding);
    expect(headers["content-length"]).toBe(String(bytes.length));
    expect(open[encoding](bytes).toString()).toBe(`<p>For Ada</p>${LONG}`);
  },
);

test("a page for all is sent in Brotli, however much of it is kept", async () => {
  const served = await openHttpServer((asked, facts) => {
    facts.addCacheTags("post:1");
    return mostlyKept(asked, facts);
  });
  const answer = await served.get("/", { "Accept-Encoding": "gzip, br" });
  expect(answer.headers.get("Content-Encoding")).toBe("br");
});

test("an answer that nobody may store has no ETag, and one that may be stored privately has", async () => {
  const own = async (headers: Record<string, string>) => {
    const served = await openHttpServer(async () => new Response("mine", { headers }));
    return (await served.get("/")).headers;
  };
  const unstored = await own({});
  expect([unstored.get("Cache-Control"), unstored.get("ETag")]).toEqual(["private, no-store", null]);
  const stored = await own({ "Cache-Control": "private, no-cache" });
  expect([stored.get("Cache-Control"), Boolean(stored.get("ETag"))]).toEqual(["private, no-cache", true]);
});

test.each(ENCODINGS)("varies by Accept-Encoding and Cookie in %s", async (encoding) => {
  const served = await openHttpServer();
  const answer = await served.get("/", { "Accept-Encoding": encoding });
  expect(answer.headers.get("Vary")).toBe("Accept-Encoding, Cookie");
});

test("allows shared caches to store a public page if they revalidate it", async () => {
  const served = await openHttpServer();
  expect((await served.get("/")).headers.get("Cache-Control")).toBe("public, no-cache");
});

/** Requests a page, and then again with its ETag. Not with fetch, which may ask for a new copy on its own. */
async function askAgain({
  has = "br",
  asks = "br",
  method = "GET",
  tag = (own: string) => own,
  more = {},
} = {}) {
  const served = await openHttpServer();
  const first = await sendRaw(served.address, request("GET /", { "Accept-Encoding": has }));
  const headers = {
    "Accept-Encoding": asks,
    "If-None-Match": tag(first.headers.etag ?? "none"),
    ...more,
  };
  return { first, again: await sendRaw(served.address, request(`${method} /`, headers)) };
}

test.each(
  ENCODINGS.flatMap((has) => ENCODINGS.map((asks) => [has, asks, has === asks ? 304 : 200] as const)),
)("a client that has %s and asks for %s gets %i", async (has, asks, status) => {
  expect((await askAgain({ has, asks })).again.status).toBe(status);
});

test("a client that has a page as it is compressed first or later gets 304 with its ETag, also from another process", async () => {
  const served = await openHttpServer();
  const ask = (headers = {}) =>
    sendRaw(served.address, request("GET /", { "Accept-Encoding": "br", ...headers }));
  const { etag = "" } = (await ask()).headers;
  await expect.poll(async () => (await ask()).headers.etag).not.toBe(etag);
  const again = await ask({ "If-None-Match": etag });
  expect([again.status, again.body, again.headers.etag]).toEqual([304, "", etag]);
  const later = (await ask()).headers.etag ?? "";
  expect((await ask({ "If-None-Match": '"another"' })).status).toBe(200);
  const other = await openHttpServer();
  const fromOther = await sendRaw(
    other.address,
    request("GET /", { "Accept-Encoding": "br", "If-None-Match": later }),
  );
  expect([fromOther.status, fromOther.headers.etag]).toEqual([304, later]);
});

test("304 has no body and all headers of the cached copy", async () => {
  const { first, again } = await askAgain();
  expect([again.status, again.body]).toEqual([304, ""]);
  for (const name of ["etag", "cache-control", "vary", "content-security-policy"])
    expect(again.headers[name], name).toBe(first.headers[name]);
});

test.each([
  ["with its ETag among others", { tag: (own: string) => `"another", ${own}` }, 304],
  ["with its ETag weakened by a proxy", { tag: (own: string) => `W/${own}` }, 304],
  ["with If-None-Match: *", { tag: () => "*" }, 304],
  ["with HEAD", { method: "HEAD" }, 304],
  ["with another ETag", { tag: () => '"another"' }, 200],
  ["with Cache-Control: no-cache", { more: { "Cache-Control": "no-cache" } }, 200],
])("answers a conditional request %s correctly", async (_how, options, status) => {
  expect((await askAgain(options)).again.status).toBe(status);
});

test("gives a 404 page no ETag", async () => {
  const served = await openHttpServer(async () => new Response("nothing", { status: 404 }));
  expect((await served.get("/x")).headers.get("ETag")).toBeNull();
});

test("keeps a page's own Cache-Control", async () => {
  const served = await openHttpServer(
    async () => new Response("x", { headers: { "Cache-Control": "public, max-age=60" } }),
  );
  expect((await served.get("/")).headers.get("Cache-Control")).toBe("public, max-age=60");
});

test("replaces a default header by the page's own", async () => {
  const own = { "Content-Security-Policy": "sandbox", "Referrer-Policy": "no-referrer" };
  const served = await openHttpServer(async () => new Response("x", { headers: own }));
  const { headers } = await served.get("/");
  const names = ["Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"];
  expect(names.map((name) => headers.get(name))).toEqual(["sandbox", "no-referrer", "nosniff"]);
});
