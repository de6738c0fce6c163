// Addresses of uploads as nobody links them, and people who may no longer see one.

import { rmSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { PassThrough } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createMediaServer } from "~/media/serving/serve-media.server";
import { createMember, type TestMember } from "../../factories/people";
import { openTestSite, type TestSite } from "../../factories/site";
import { buildPicture, upload } from "../../factories/uploads";

let site: TestSite;
let amy: TestMember;
let address: string;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  amy = await createMember(site.services.db, "amy", { role: "author" });
  ({ address } = await upload(site, amy));
});
afterAll(() => site.close());

/** Asks for an address exactly as it is written. */
const ask = (path: string, { method = "GET", headers = {} as Record<string, string> } = {}) =>
  new Promise<{ status: number; location: string | undefined; type: string | undefined }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(site.address);
      const asking = request(
        { hostname, port, path, method, headers: { Cookie: amy.cookie, ...headers } },
        (res) => {
          res.resume();
          const { location, "content-type": type } = res.headers;
          res.on("end", () => resolve({ status: res.statusCode ?? 0, location, type }));
        },
      );
      asking.on("error", reject).end();
    },
  );

test.each<[string, (address: string) => string, number]>([
  ["a query", (path) => `${path}?width=9&download`, 200],
  ["a way up", (path) => path.replace(/[^/]+$/, "../../longtable.db"), 301],
  ["an encoded way up", (path) => path.replace(/[^/]+$/, "%2e%2e/%2e%2e/secret"), 301],
  ["encoded slashes", (path) => path.replace(/[^/]+$/, "..%2F..%2Fsecret"), 404],
  ["a zero", (path) => `${path}%00`, 400],
  ["half a character", (path) => `${path}%ff`, 400],
  ["a very long name", (path) => path.replace(/[^/]+$/, "a".repeat(5_000)), 400],
  ["no name", (path) => path.replace(/\/[^/]+$/, ""), 404],
  ["the name of a property", () => "/media/__proto__/constructor", 404],
  ["the address of another site", (path) => `http://elsewhere.example${path}`, 400],
])("answers an address with %s", async (_what, change, status) => {
  const answer = await ask(change(address));
  expect(answer.status).toBe(status);
  if (status === 301) expect((await ask(answer.location ?? "")).status).toBe(404);
});

test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])(
  "takes no %s at a file's address",
  async (method) => {
    const { status } = await ask(address, {
      method,
      headers: { Origin: site.address, "Content-Length": "0" },
    });
    expect(status).toBe(method === "POST" ? 404 : 405);
    expect((await ask(address)).status).toBe(200);
  },
);

test("a member who was deactivated sees no more than a guest, also what they have already", async () => {
  const ben = await createMember(site.services.db, "ben", { role: "editor" });
  const headers = { Cookie: ben.cookie };
  expect((await ask(address, { headers })).status).toBe(200);
  await site.services.db.account.update({ where: { id: ben.accountId }, data: { status: "deactivated" } });
  expect((await ask(address, { headers })).status).toBe(404);
  expect((await ask(address, { headers: { ...headers, "If-None-Match": "*" } })).status).toBe(404);
});

test("a file that is missing from the store is 404 for each kind of request, uncached, and in the log once", async () => {
  const { db, mediaStore: store } = site.services;
  const lost = await upload(site, amy, { file: await buildPicture(450, 300) });
  const { file } = await db.media.findUniqueOrThrow({ where: { id: lost.id }, include: { file: true } });
  const { hash = "" } = file ?? {};
  rmSync(path.join(site.dataFolder, "uploads", hash.slice(0, 2), hash), { recursive: true });
  const output = new PassThrough({ encoding: "utf8" });
  const serve = createMediaServer({
    ...{ db, store, security: {}, isLinked: async () => false, now: () => new Date() },
    log: pino({ base: null }, output),
  });
  const server = createServer((req, res) => {
    void serve(req, res, { path: req.url ?? "", query: new URLSearchParams() }, amy);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const init of [{}, { method: "HEAD" }, { headers: { Range: "bytes=0-9" } }]) {
    const answer = await fetch(home + lost.address, init);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([404, "no-store"]);
  }
  expect((await fetch(home + address, { method: "HEAD" })).status).toBe(200);
  const lines = (output.read() as string).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      upload: lost.id,
      msg: expect.stringContaining("is missing from the media store"),
    }),
  ]);
});
