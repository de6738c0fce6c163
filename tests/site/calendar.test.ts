import { expect, test } from "vitest";
import { momentIn, monthOf } from "~/site/calendar";

test.each([
  ["a date in UTC", "2026-03-01", "UTC", "2026-03-01T00:00:00.000Z"],
  ["a date west of Greenwich", "2026-03-01", "America/New_York", "2026-03-01T05:00:00.000Z"],
  ["a date east of Greenwich", "2026-03-01", "Pacific/Auckland", "2026-02-28T11:00:00.000Z"],
  ["a date in summer time", "2026-07-01", "Europe/London", "2026-06-30T23:00:00.000Z"],
  ["a zone with quarter hours", "2026-03-01", "Asia/Kathmandu", "2026-02-28T18:15:00.000Z"],
  ["a date and time", "2026-03-01T09:30", "America/New_York", "2026-03-01T14:30:00.000Z"],
  ["a date whose midnight is skipped", "2024-03-31", "Asia/Beirut", "2024-03-30T22:00:00.000Z"],
  ["a time that clocks skip", "2026-03-08T02:30", "America/New_York", "2026-03-08T07:30:00.000Z"],
  ["the date after clocks change", "2026-03-09", "America/New_York", "2026-03-09T04:00:00.000Z"],
])("converts %s to UTC", (_what, local, zone, moment) => {
  expect(momentIn(local, zone).toISOString()).toBe(moment);
});

test("midnight of a date is in the same month in every time zone", () => {
  const wrong = Intl.supportedValuesOf("timeZone").filter(
    (zone) => monthOf(momentIn("2026-03-01", zone), zone) !== "2026-03",
  );
  expect(wrong).toEqual([]);
});
