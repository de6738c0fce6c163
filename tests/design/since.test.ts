import { expect, test } from "vitest";
import { formatSince } from "~/design/since";

const NOW = new Date("2026-03-04T22:30:00Z");

test.each([
  ["the time of today", "2026-03-04T09:21:00Z", "en-GB", "UTC", "09:21"],
  ["the time of today on a 12-hour clock", "2026-03-04T09:21:00Z", "en-US", "UTC", "9:21 AM"],
  ["the weekday of yesterday evening", "2026-03-03T23:59:00Z", "en", "UTC", "Tuesday"],
  ["a day that has already begun in the site's zone", "2026-03-04T22:00:00Z", "en", "Asia/Tokyo", "7:00 AM"],
  ["the weekday of six days ago", "2026-02-26T12:00:00Z", "de", "UTC", "Donnerstag"],
  [
    "the day a week ago, whose weekday would be today's",
    "2026-02-25T12:00:00Z",
    "en-GB",
    "UTC",
    "25 February",
  ],
  ["the day with its year, of another", "2025-03-04T12:00:00Z", "en-GB", "UTC", "4 March 2025"],
])("says %s", (_what, at, language, zone, words) => {
  expect(formatSince(new Date(at), NOW, language, zone).replace("\u202f", " ")).toBe(words);
});
