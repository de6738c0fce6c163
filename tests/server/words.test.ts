import { expect, test } from "vitest";
import { countOf, momentOf } from "~/server/words";

test.each([
  [0, "0 people"],
  [1, "1 person"],
  [2, "2 people"],
  [40_000, "40,000 people"],
])("%i counts as %s", (count, words) => {
  expect(countOf(count, "person", "people")).toBe(words);
});

test.each([
  ["UTC", "25 Mar 2026, 07:05 UTC"],
  ["Europe/Berlin", "25 Mar 2026, 08:05 CET"],
  ["America/St_Johns", "25 Mar 2026, 04:35 GMT-2:30"],
])("formats a moment in %s with its zone and two-digit hours", (timeZone, words) => {
  expect(momentOf(new Date("2026-03-25T07:05:59Z"), timeZone)).toBe(words);
});
