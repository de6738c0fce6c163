// When daily and weekly e-mails come, over the changes of clocks.

import { expect, test } from "vitest";
import { nextDigest, nextPartDate } from "~/following/digest-time";

const LONDON = { hour: 7, weekday: 1, timeZone: "Europe/London" };

/** The times of e-mails one after another. */
function listTimes(time: typeof LONDON, from: string, count: number, delivery: "daily" | "weekly" = "daily") {
  const times: string[] = [];
  for (let at = new Date(from); times.length < count; ) {
    at = nextDigest(delivery, time, at);
    times.push(at.toISOString().slice(0, 16));
  }
  return times;
}

test.each([
  [
    "keeps its hour where clocks go forward",
    LONDON,
    "2026-03-28T00:00Z",
    ["2026-03-28T07:00", "2026-03-29T06:00", "2026-03-30T06:00"],
  ],
  [
    "keeps its hour where clocks go back",
    LONDON,
    "2026-10-24T00:00Z",
    ["2026-10-24T06:00", "2026-10-25T07:00", "2026-10-26T07:00"],
  ],
  [
    "comes once on a day without its hour",
    { ...LONDON, hour: 1 },
    "2026-03-28T02:00Z",
    ["2026-03-29T01:00", "2026-03-30T00:00"],
  ],
  [
    "comes once on a day that has its hour twice",
    { ...LONDON, hour: 1 },
    "2026-10-24T06:00Z",
    ["2026-10-25T00:00", "2026-10-26T01:00"],
  ],
  [
    "comes once a day at midnight where clocks change there",
    { ...LONDON, hour: 0, timeZone: "America/Santiago" },
    "2026-09-05T05:00Z",
    ["2026-09-06T04:00", "2026-09-07T03:00"],
  ],
  [
    "has another day far from Greenwich",
    { ...LONDON, hour: 23, timeZone: "Pacific/Kiritimati" },
    "2026-05-01T10:00Z",
    ["2026-05-02T09:00", "2026-05-03T09:00"],
  ],
])("a daily e-mail %s", (_what, time, from, times) => {
  expect(listTimes(time, from, times.length)).toEqual(times);
});

test("a weekly e-mail comes on its weekday at its hour, over a change of clocks", () => {
  expect(listTimes(LONDON, "2026-03-23T08:00Z", 2, "weekly")).toEqual([
    "2026-03-30T06:00",
    "2026-04-06T06:00",
  ]);
  const sundays = { ...LONDON, weekday: 0 };
  expect(listTimes(sundays, "2026-10-18T06:00Z", 2, "weekly")).toEqual([
    "2026-10-25T07:00",
    "2026-11-01T07:00",
  ]);
});

test("the next part of a series comes at the hour, six to seven days later", () => {
  expect(nextPartDate(LONDON, new Date("2026-03-23T09:30Z")).toISOString()).toBe("2026-03-30T06:00:00.000Z");
  expect(nextPartDate(LONDON, new Date("2026-03-30T06:00Z")).toISOString()).toBe("2026-04-06T06:00:00.000Z");
  expect(nextPartDate(LONDON, new Date("2026-03-30T05:00Z")).toISOString()).toBe("2026-04-05T06:00:00.000Z");
});
