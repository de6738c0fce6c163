// Since when a page is as it is, for who asks by date: feed readers do.

import { expect, onTestFinished, test, vi } from "vitest";
import { request, sendRaw } from "./raw-http";
import { openHttpServer } from "./served-page";

const NOON = "Mon, 30 Mar 2026 12:00:00 GMT";
const A_MINUTE_LATER = "Mon, 30 Mar 2026 12:01:00 GMT";

function stopClock() {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(NOON) });
  onTestFinished(() => void vi.useRealTimers());
}

const ask = (served: { address: string }, since?: string) =>
  sendRaw(served.address, request("GET /", since ? { "If-Modified-Since": since } : {}));

test("a page that is kept is dated by when it was rendered, and isn't sent to who has it", async () => {
  stopClock();
  const served = await openHttpServer();
  expect((await ask(served)).headers["last-modified"]).toBe(NOON);
  vi.setSystemTime(new Date(A_MINUTE_LATER));
  const again = await ask(served, NOON);
  expect([again.status, again.headers["last-modified"]]).toEqual([304, NOON]);
  expect((await ask(served, "Mon, 30 Mar 2026 11:59:59 GMT")).status).toBe(200);
});

test("one that was forgotten and rendered anew is sent", async () => {
  stopClock();
  const served = await openHttpServer();
  await ask(served);
  vi.setSystemTime(new Date(A_MINUTE_LATER));
  served.cache?.invalidate(["post:1"]);
  const again = await ask(served, NOON);
  expect([again.status, again.headers["last-modified"]]).toEqual([200, A_MINUTE_LATER]);
});

test("even within the same second, and no date is ever in the future", async () => {
  stopClock();
  const served = await openHttpServer();
  await ask(served);
  served.cache?.invalidate(["post:1"]);
  const again = await ask(served, NOON);
  expect([again.status, again.headers["last-modified"]]).toEqual([200, NOON]);
  expect((await ask(served, NOON)).status).toBe(200);
});

test("a page of somebody's own, and one that says nothing of what it shows, has no date", async () => {
  for (const served of [
    await openHttpServer(undefined, { identify: async () => "somebody" }),
    await openHttpServer(async () => new Response("x")),
  ]) {
    const own = await sendRaw(served.address, request("GET /", { Cookie: "session=1" }));
    expect([own.status, own.headers["last-modified"]]).toEqual([200, undefined]);
  }
});
