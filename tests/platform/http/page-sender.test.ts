import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { request, sendRaw } from "./raw-http";
import { LONG, openHttpServer } from "./served-page";

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
] as const)("who accepts '%s' is sent %s", async (accepted, encoding) => {
  const served = await openHttpServer();
  const { headers, body } = await sendRaw(served.address, request("GET /", { "Accept-Encoding": accepted }));
  const bytes = Buffer.from(body, "latin1");
  expect(headers["content-encoding"] ?? "identity").toBe(encoding);
  expect(headers["content-length"]).toBe(String(bytes.length));
  expect(open[encoding](bytes).toString()).toBe(LONG);
});

test.each(ENCODINGS)("a page in %s says that others would get other bytes", async (encoding) => {
  const served = await openHttpServer();
  const answer = await served.get("/", { "Accept-Encoding": encoding });
  expect(answer.headers.get("Vary")).toBe("Accept-Encoding, Cookie");
});

test("a page for everybody may be kept by anybody who asks whether it still holds", async () => {
  const served = await openHttpServer();
  expect((await served.get("/")).headers.get("Cache-Control")).toBe("public, no-cache");
});

/** Asks once, and again with the tag of what came. Not by fetch, which then asks for a new copy on its own. */
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
)("who has it in %s and asks for it in %s is answered %i", async (has, asks, status) => {
  expect((await askAgain({ has, asks })).again.status).toBe(status);
});

test("304 has no body, and every header that a kept copy needs", async () => {
  const { first, again } = await askAgain();
  expect([again.status, again.body]).toEqual([304, ""]);
  for (const name of ["etag", "cache-control", "vary", "content-security-policy"])
    expect(again.headers[name], name).toBe(first.headers[name]);
});

test.each([
  ["among other tags", { tag: (own: string) => `"another", ${own}` }, 304],
  ["weakened by a proxy", { tag: (own: string) => `W/${own}` }, 304],
  ["whatever it is", { tag: () => "*" }, 304],
  ["by HEAD", { method: "HEAD" }, 304],
  ["with another tag alone", { tag: () => '"another"' }, 200],
  ["for a new copy in any case", { more: { "Cache-Control": "no-cache" } }, 200],
])("who asks %s is answered as they should be", async (_how, options, status) => {
  expect((await askAgain(options)).again.status).toBe(status);
});

test("a page that isn't there has no tag to ask by", async () => {
  const served = await openHttpServer(async () => new Response("nothing", { status: 404 }));
  expect((await served.get("/x")).headers.get("ETag")).toBeNull();
});

test("a page may say for itself how long it holds", async () => {
  const served = await openHttpServer(
    async () => new Response("x", { headers: { "Cache-Control": "public, max-age=60" } }),
  );
  expect((await served.get("/")).headers.get("Cache-Control")).toBe("public, max-age=60");
});

test("a page’s own header stands in the place of the site’s, and not beside it", async () => {
  const own = { "Content-Security-Policy": "sandbox", "Referrer-Policy": "no-referrer" };
  const served = await openHttpServer(async () => new Response("x", { headers: own }));
  const { headers } = await served.get("/");
  const names = ["Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"];
  expect(names.map((name) => headers.get(name))).toEqual(["sandbox", "no-referrer", "nosniff"]);
});
