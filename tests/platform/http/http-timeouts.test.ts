// Limits for slow clients.

import { request as begin, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as afterwards } from "node:timers/promises";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../factories/database";
import { request, sendRaw } from "./raw-http";
import { openHttpServer, SITE_URL } from "./served-page";

/** Short limits, so that the tests don't wait. */
function hurry(server: Server) {
  server.headersTimeout = 100;
  server.requestTimeout = 200;
  Object.assign(server, { connectionsCheckingInterval: 20 });
}

test("allows ten seconds for headers, and for a whole request the hour that a slow upload takes", async () => {
  let limits: number[] = [];
  await openHttpServer(undefined, {
    prepare: (server) => {
      limits = [server.headersTimeout, server.requestTimeout];
    },
  });
  expect(limits).toEqual([10_000, 3_600_000]);
});

test.each([
  ["nothing", ""],
  ["half of the headers", "POST / HTTP/1.1\r\nHost: longtable.test\r\n"],
  ["half of the body", request("POST /", { "Content-Length": "100" }, "half")],
])("answers 408 to a client that sends %s and then nothing", async (_what, bytes) => {
  const served = await openHttpServer(async (posted) => new Response(await posted.text()), {
    prepare: hurry,
  });
  expect(await sendRaw(served.address, bytes)).toMatchObject({
    status: 408,
    headers: { connection: "close" },
  });
});

test.each([
  ["nothing", ""],
  ["half", "half"],
])("answers 408 to a form of which %s comes in its time, long before that hour", async (_what, body) => {
  const served = await openHttpServer(async (posted) => new Response(await posted.text()), {
    bodyTimeoutMs: 50,
  });
  expect(await sendRaw(served.address, request("POST /", { "Content-Length": "100" }, body))).toMatchObject({
    status: 408,
    headers: { connection: "close" },
  });
});

test("a form with a file may take longer than one without", async () => {
  const { address } = await openHttpServer(async (posted) => new Response(await posted.text()), {
    bodyTimeoutMs: 50,
    routeOf: () => ({ name: "/media/upload", rules: { acceptsFile: true } }),
    uploads: { folder: temporaryFolder(), admit: async () => ({ ok: true, end() {} }) },
  });
  const [first, last] = [
    '--b\r\nContent-Disposition: form-data; name="alt"\r\n\r\nhalf',
    " and half\r\n--b--\r\n",
  ];
  const sending = begin(address, {
    method: "POST",
    headers: {
      ...{ Host: "longtable.test", Origin: SITE_URL, "Content-Length": first.length + last.length },
      "Content-Type": "multipart/form-data; boundary=b",
    },
  });
  const answer = new Promise<string>((resolve, reject) => {
    sending.on("response", (res) => void text(res).then(resolve, reject)).on("error", reject);
  });
  sending.write(first);
  await afterwards(150);
  sending.end(last);
  expect(await answer).toBe("alt=half+and+half");
});
