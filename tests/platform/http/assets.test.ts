// Serving built files.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../factories/database";
import { request, sendRaw } from "./raw-http";
import { LONG, openHttpServer } from "./served-page";

/** A server with a folder like the one that the build makes. */
async function openFolder() {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, "assets"));
  const file = path.join(folder, "assets", "style-abc123.css");
  writeFileSync(file, LONG);
  writeFileSync(`${file}.br`, brotliCompressSync(LONG));
  writeFileSync(`${file}.gz`, gzipSync(LONG));
  writeFileSync(path.join(folder, "secret.txt"), "secret");
  return { file, served: await openHttpServer(undefined, { assets: folder }) };
}

async function ask(target: string, headers: Record<string, string> = {}, method = "GET") {
  const { served } = await openFolder();
  const answer = await sendRaw(served.address, request(`${method} ${target}`, headers));
  return { ...answer, rendered: served.rendering.mock.calls.length };
}

const STYLE = "/assets/style-abc123.css";

test("serves a file whole, cacheable for ever", async () => {
  expect(await ask(STYLE)).toMatchObject({
    status: 200,
    body: LONG,
    rendered: 0,
    headers: {
      "content-type": "text/css",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
    },
  });
});

test.each([
  ["gzip, deflate, br", "br"],
  ["gzip", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0, gzip;q=0", undefined],
  ["identity", undefined],
])("for Accept-Encoding '%s' serves encoding %s", async (accepted, encoding) => {
  const { headers } = await ask(STYLE, { "Accept-Encoding": accepted });
  expect(headers["content-encoding"]).toBe(encoding);
});

test.each(["bytes=0-3", "bytes=-5", "bytes=5-2", "nonsense"])(
  "ignores Range: %s and serves the whole file",
  async (range) => {
    expect(await ask(STYLE, { Range: range })).toMatchObject({ status: 200, body: LONG });
  },
);

test("answers HEAD without a body", async () => {
  const { headers, body } = await ask(STYLE, {}, "HEAD");
  expect([headers["content-length"], body]).toEqual([String(LONG.length), ""]);
});

test.each([
  "/assets/gone-abc123.css",
  "/assets/../secret.txt",
  "/assets/%2e%2e/secret.txt",
  "/assets/..%2fsecret.txt",
  "/assets/%5c..%5csecret.txt",
])("answers %s with 404 and without caching", async (target) => {
  const { status, headers, body } = await ask(target);
  expect([status, headers["cache-control"], body.includes("secret")]).toEqual([404, undefined, false]);
});

test("answers with 404 for a file that a newer build took away while the server runs", async () => {
  const { served, file } = await openFolder();
  for (const gone of [file, `${file}.br`, `${file}.gz`]) rmSync(gone);
  for (const [method, encoding] of [
    ["GET", "br"],
    ["GET", "identity"],
    ["HEAD", "gzip"],
  ]) {
    const asked = request(`${method} ${STYLE}?v=1`, { "Accept-Encoding": encoding ?? "" });
    const { status, headers, body } = await sendRaw(served.address, asked);
    expect([status, headers["cache-control"]]).toEqual([404, undefined]);
    expect(body).toContain(method === "HEAD" ? "" : "File not found.");
  }
});

test("survives a file that disappears while it is being served", async () => {
  const { served, file } = await openFolder();
  rmSync(`${file}.br`);
  await sendRaw(served.address, request(`GET ${STYLE}`, { "Accept-Encoding": "br" })).catch(() => {});
  expect((await served.get("/")).status).toBe(200);
});
