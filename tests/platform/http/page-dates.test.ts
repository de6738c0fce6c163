// Since when a page is as it is, for who asks by date: feed readers do.

import { expect, onTestFinished, test, vi } from "vitest";
import { openDoor } from "./door";
import { request, sendRaw } from "./raw-http";

const NOON = "Mon, 30 Mar 2026 12:00:00 GMT";
const A_MINUTE_LATER = "Mon, 30 Mar 2026 12:01:00 GMT";

function stopClock() {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(NOON) });
  onTestFinished(() => void vi.useRealTimers());
}

const ask = (door: { address: string }, since?: string) =>
  sendRaw(door.address, request("GET /", since ? { "If-Modified-Since": since } : {}));

test("a page that is kept is dated by when it was rendered, and isn't sent to who has it", async () => {
  stopClock();
  const door = await openDoor();
  expect((await ask(door)).headers["last-modified"]).toBe(NOON);
  vi.setSystemTime(new Date(A_MINUTE_LATER));
  const again = await ask(door, NOON);
  expect([again.status, again.headers["last-modified"]]).toEqual([304, NOON]);
  expect((await ask(door, "Mon, 30 Mar 2026 11:59:59 GMT")).status).toBe(200);
});

test("one that was forgotten and rendered anew is sent", async () => {
  stopClock();
  const door = await openDoor();
  await ask(door);
  vi.setSystemTime(new Date(A_MINUTE_LATER));
  door.cache?.forget(["post:1"]);
  const again = await ask(door, NOON);
  expect([again.status, again.headers["last-modified"]]).toEqual([200, A_MINUTE_LATER]);
});

test("even within the same second, and no date is ever in the future", async () => {
  stopClock();
  const door = await openDoor();
  await ask(door);
  door.cache?.forget(["post:1"]);
  const again = await ask(door, NOON);
  expect([again.status, again.headers["last-modified"]]).toEqual([200, NOON]);
  expect((await ask(door, NOON)).status).toBe(200);
});

test("a page of somebody's own, and one that says nothing of what it shows, has no date", async () => {
  for (const door of [
    await openDoor(undefined, { identify: async () => "somebody" }),
    await openDoor(async () => new Response("x")),
  ]) {
    const own = await sendRaw(door.address, request("GET /", { Cookie: "session=1" }));
    expect([own.status, own.headers["last-modified"]]).toEqual([200, undefined]);
  }
});
