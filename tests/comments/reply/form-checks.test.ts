import { expect, test } from "vitest";
import { isTooQuick } from "~/comments/reply/form-checks";

const now = new Date("2026-03-30T09:00:00Z");
const ago = (seconds: number) => now.getTime() - seconds * 1000;

test.each([
  ["visit a second ago, page made an hour ago", ago(1), String(ago(3600)), true],
  ["visit three seconds ago", ago(3), String(ago(3)), false],
  ["visit a minute ago, form returned just now", ago(60), String(ago(0)), false],
  ["no visit, form made three seconds ago", undefined, String(ago(3)), false],
  ["no visit, form made a second ago", undefined, String(ago(1)), true],
  ["visit in an hour, before the clock was set back", ago(-3600), String(ago(-3600)), false],
  ["no visit, form made in an hour", undefined, String(ago(-3600)), false],
  ["no visit, form made now", undefined, String(ago(0)), true],
  ["no visit, no timestamp", undefined, undefined, true],
  ["no visit, malformed timestamp", undefined, "yesterday", true],
])("decides whether a reply was too quick: %s", (_, firstVisit, timestamp, expected) => {
  expect(isTooQuick(firstVisit, timestamp, now)).toBe(expected);
});
