import { expect, test } from "vitest";
import { momentIn, monthOf } from "~/site/calendar";

test.each([
  ["a day in UTC", "2026-03-01", "UTC", "2026-03-01T00:00:00.000Z"],
  ["a day west of it", "2026-03-01", "America/New_York", "2026-03-01T05:00:00.000Z"],
  ["a day east of it", "2026-03-01", "Pacific/Auckland", "2026-02-28T11:00:00.000Z"],
  ["a day of summer time", "2026-07-01", "Europe/London", "2026-06-30T23:00:00.000Z"],
  ["a quarter of an hour", "2026-03-01", "Asia/Kathmandu", "2026-02-28T18:15:00.000Z"],
  ["a time of day", "2026-03-01T09:30", "America/New_York", "2026-03-01T14:30:00.000Z"],
  ["a day that begins at one o'clock", "2024-03-31", "Asia/Beirut", "2024-03-30T22:00:00.000Z"],
  ["an hour that clocks skip", "2026-03-08T02:30", "America/New_York", "2026-03-08T07:30:00.000Z"],
  ["the day after clocks were changed", "2026-03-09", "America/New_York", "2026-03-09T04:00:00.000Z"],
])("%s is a moment in its zone", (_what, local, zone, moment) => {
  expect(momentIn(local, zone).toISOString()).toBe(moment);
});

test("a day belongs to its own month in every zone", () => {
  const wrong = Intl.supportedValuesOf("timeZone").filter(
    (zone) => monthOf(momentIn("2026-03-01", zone), zone) !== "2026-03",
  );
  expect(wrong).toEqual([]);
});
