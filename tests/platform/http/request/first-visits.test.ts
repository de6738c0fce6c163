import { afterEach, expect, test, vi } from "vitest";
import { FirstVisits } from "~/platform/http/request/first-visits";

afterEach(() => vi.restoreAllMocks());

test("remembers the first visit, not the last", () => {
  const visits = new FirstVisits();
  visits.note("192.0.2.1", "/posts/x", 1000);
  visits.note("192.0.2.1", "/posts/x", 9000);
  expect(visits.find("192.0.2.1", "/posts/x")).toBe(1000);
});

test.each([
  ["another address", "192.0.2.2", "/posts/x"],
  ["another path", "192.0.2.1", "/posts/y"],
])("remembers no visit of %s", (_what, address, path) => {
  const visits = new FirstVisits();
  visits.note("192.0.2.1", "/posts/x", 1000);
  expect(visits.find(address, path)).toBeUndefined();
});

test("counts addresses of one IPv6 network as one visitor", () => {
  const visits = new FirstVisits();
  visits.note("2001:db8::1", "/posts/x", 1000);
  visits.note("2001:db8::2", "/posts/x", 9000);
  expect(visits.find("2001:db8::3", "/posts/x")).toBe(1000);
});

test("ignores a visit in the future, from before the clock was set back", () => {
  const visits = new FirstVisits();
  const later = Date.now() + 3_600_000;
  visits.note("192.0.2.1", "/posts/x", later);
  expect(visits.find("192.0.2.1", "/posts/x")).toBeUndefined();
  visits.note("192.0.2.1", "/posts/x", 1000);
  expect(visits.find("192.0.2.1", "/posts/x")).toBe(1000);
});

test("forgets a visit after an hour", async () => {
  const clock = vi.spyOn(performance, "now").mockReturnValue(1000);
  const visits = new FirstVisits();
  visits.note("192.0.2.1", "/posts/x", 1000);
  clock.mockReturnValue(1000 + 61 * 60 * 1000);
  // LRUCache reads its clock at most once a millisecond.
  await vi.waitFor(() => expect(visits.find("192.0.2.1", "/posts/x")).toBeUndefined());
});

test("ignores paths longer than 300 characters", () => {
  const visits = new FirstVisits();
  const [longest, longer] = [`/${"x".repeat(299)}`, `/${"x".repeat(300)}`];
  for (const path of [longest, longer]) visits.note("192.0.2.1", path, 1000);
  expect([longest, longer].map((path) => visits.find("192.0.2.1", path))).toEqual([1000, undefined]);
});

test("forgets the oldest visits beyond 20,000", () => {
  const visits = new FirstVisits();
  for (let visitor = 0; visitor <= 20_000; visitor++) visits.note(`visitor ${visitor}`, "/", visitor);
  expect([visits.find("visitor 0", "/"), visits.find("visitor 20000", "/")]).toEqual([undefined, 20_000]);
});
