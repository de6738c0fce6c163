// Last-Modified and If-Modified-Since, which feed readers use.

import { expect, onTestFinished, test, vi } from "vitest";
import { request, sendRaw } from "../raw-http";
import { openHttpServer } from "../served-page";

const NOON = "Mon, 30 Mar 2026 12:00:00 GMT";
const A_MINUTE_LATER = "Mon, 30 Mar 2026 12:01:00 GMT";

function stopClock() {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(NOON) });
  onTestFinished(() => void vi.useRealTimers());
}

const ask = (served: { address: string }, since?: string) =>
  sendRaw(served.address, request("GET /", since ? { "If-Modified-Since": since } : {}));

test("dates a cached page by its rendering, and answers 304 to a client that has it", async () => {
  stopClock();
  const served = await openHttpServer();
  expect((await ask(served)).headers["last-modified"]).toBe(NOON);
  vi.setSystemTime(new Date(A_MINUTE_LATER));
  const again = await ask(served, NOON);
  expect([again.status, again.headers["last-modified"]]).toEqual([304, NOON]);
  expect((await ask(served, "Mon, 30 Mar 2026 11:59:59 GMT")).status).toBe(200);
});

test("sends a page that was invalidated and rendered again", async () => {
  stopClock();
  const served = await openHttpServer();
  await ask(served);
  vi.setSystemTime(new Date(A_MINUTE_LATER));
  served.cache?.invalidate(["post:1"]);
  const again = await ask(served, NOON);
  expect([again.status, again.headers["last-modified"]]).toEqual([200, A_MINUTE_LATER]);
});

test("sends a page that changed within the same second, and never a date in the future", async () => {
  stopClock();
  const served = await openHttpServer();
  await ask(served);
  served.cache?.invalidate(["post:1"]);
  const again = await ask(served, NOON);
  expect([again.status, again.headers["last-modified"]]).toEqual([200, NOON]);
  expect((await ask(served, NOON)).status).toBe(200);
});

test("gives no date to a signed-in visitor's page or a page without cache tags", async () => {
  for (const served of [
    await openHttpServer(undefined, { identify: async () => "somebody" }),
    await openHttpServer(async () => new Response("x")),
  ]) {
    const own = await sendRaw(served.address, request("GET /", { Cookie: "session=1" }));
    expect([own.status, own.headers["last-modified"]]).toEqual([200, undefined]);
  }
});

test("dates a page that changed within the same second by the next one, once that has begun", async () => {
  stopClock();
  const served = await openHttpServer();
  await ask(served);
  served.cache?.invalidate(["post:1"]);
  expect((await ask(served)).headers["last-modified"]).toBe(NOON);
  vi.setSystemTime(new Date(A_MINUTE_LATER));
  expect((await ask(served)).headers["last-modified"]).toBe("Mon, 30 Mar 2026 12:00:01 GMT");
});
