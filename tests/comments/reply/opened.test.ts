import { expect, test } from "vitest";
import { isTooQuick } from "~/comments/reply/opened";

const now = new Date("2026-03-30T09:00:00Z");
const ago = (seconds: number) => now.getTime() - seconds * 1000;

test.each([
  ["seen a second ago, in a page made an hour ago", ago(1), String(ago(3600)), true],
  ["seen three seconds ago", ago(3), String(ago(3)), false],
  ["seen a minute ago, in a form given back just now", ago(60), String(ago(0)), false],
  ["not remembered, made three seconds ago", undefined, String(ago(3)), false],
  ["not remembered, made a second ago", undefined, String(ago(1)), true],
  ["seen an hour from now, before the clock was set back", ago(-3600), String(ago(-3600)), false],
  ["not remembered, made an hour from now", undefined, String(ago(-3600)), false],
  ["not remembered, made now", undefined, String(ago(0)), true],
  ["not remembered, no time in the form", undefined, undefined, true],
  ["not remembered, rubbish in the form", undefined, "yesterday", true],
])("%s", (_, firstVisit, opened, expected) => {
  expect(isTooQuick(firstVisit, opened, now)).toBe(expected);
});
