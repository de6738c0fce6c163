import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { LONG, openDoor } from "./door";
import { request, sendRaw } from "./raw-http";

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
  const door = await openDoor();
  const { headers, body } = await sendRaw(door.address, request("GET /", { "Accept-Encoding": accepted }));
  const bytes = Buffer.from(body, "latin1");
  expect(headers["content-encoding"] ?? "identity").toBe(encoding);
  expect(headers["content-length"]).toBe(String(bytes.length));
  expect(open[encoding](bytes).toString()).toBe(LONG);
});

test.each(ENCODINGS)("a page in %s says that others would get other bytes", async (encoding) => {
  const door = await openDoor();
  const answer = await door.get("/", { "Accept-Encoding": encoding });
  expect(answer.headers.get("Vary")).toBe("Accept-Encoding");
});

test("a page for everybody may be kept by anybody who asks whether it still holds", async () => {
  const door = await openDoor();
  expect((await door.get("/")).headers.get("Cache-Control")).toBe("public, no-cache");
});

const tagOf = (answer: Response) => answer.headers.get("ETag") ?? "none";

test.each(ENCODINGS.flatMap((has) => ENCODINGS.map((asks) => [has, asks, has === asks ? 304 : 200] as const)))(
  "who has it in %s and asks for it in %s is answered %i",
  async (has, asks, status) => {
    const door = await openDoor();
    const tag = tagOf(await door.get("/", { "Accept-Encoding": has }));
    const again = await door.get("/", { "Accept-Encoding": asks, "If-None-Match": tag });
    expect(again.status).toBe(status);
  },
);

test("304 has no body, and every header that a kept copy needs", async () => {
  const door = await openDoor();
  const tag = tagOf(await door.get("/"));
  const again = await door.get("/", { "If-None-Match": `"another", ${tag}` });
  expect([again.status, await again.text(), tagOf(again)]).toEqual([304, "", tag]);
  expect(again.headers.get("Cache-Control")).toBe("public, no-cache");
  expect(again.headers.get("Vary")).toBe("Accept-Encoding");
});

test("HEAD may be answered with 304 too", async () => {
  const door = await openDoor();
  const tag = tagOf(await door.get("/"));
  const again = await door.get("/", { "If-None-Match": tag }, { method: "HEAD" });
  expect(again.status).toBe(304);
});

test("who insists on a new copy is given one", async () => {
  const door = await openDoor();
  const tag = tagOf(await door.get("/"));
  const again = await door.get("/", { "If-None-Match": tag, "Cache-Control": "no-cache" });
  expect(again.status).toBe(200);
});

test("a page that isn't there has no tag to ask by", async () => {
  const door = await openDoor(async () => new Response("nothing", { status: 404 }));
  expect((await door.get("/x")).headers.get("ETag")).toBeNull();
});

test("a page may say for itself how long it holds", async () => {
  const door = await openDoor(
    async () => new Response("x", { headers: { "Cache-Control": "public, max-age=60" } }),
  );
  expect((await door.get("/")).headers.get("Cache-Control")).toBe("public, max-age=60");
});
