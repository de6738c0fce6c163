// How far a member has read: the mark moves once a visit.

import { expect, test } from "vitest";
import { markOnVisit, type ReadMark, wasJustMarked } from "~/responses/new-since/read-mark";

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 30, 9, minutes));
const DAY = 24 * 60;

const mark: ReadMark = { seenNumber: 3, seenAt: at(-9 * DAY), reachedNumber: 5, visitAt: at(-7 * DAY) };

test("nothing is new on the first visit", () => {
  expect(markOnVisit(null, { number: 7, visitAt: at(0), now: at(1) })).toEqual({
    ...{ seenNumber: 7, seenAt: at(1), reachedNumber: 7, visitAt: at(1) },
  });
});

test("what came since the visit before is new, and since when that began", () => {
  expect(markOnVisit(mark, { number: 8, visitAt: at(0), now: at(1) })).toEqual({
    ...{ seenNumber: 5, seenAt: at(-7 * DAY), reachedNumber: 8, visitAt: at(1) },
  });
});

const current: ReadMark = { seenNumber: 5, seenAt: at(-7 * DAY), reachedNumber: 8, visitAt: at(1) };

test.each([
  ["a reload", { number: 8, visitAt: at(0), now: at(2) }],
  ["a page hours later in the same visit", { number: 8, visitAt: at(0), now: at(200) }],
  ["another device within half an hour", { number: 8, visitAt: at(29), now: at(30) }],
  ["a page whose last number is smaller", { number: 6, visitAt: at(0), now: at(2) }],
])("the mark stays as it is with %s", (_what, opened) => {
  expect(markOnVisit(current, opened)).toBe(current);
});

test("a response that came during a visit is new, and no longer on the next visit", () => {
  const later = markOnVisit(current, { number: 9, visitAt: at(0), now: at(10) });
  expect(later).toEqual({ ...current, reachedNumber: 9 });
  expect(markOnVisit(later, { number: 9, visitAt: at(DAY), now: at(DAY) }).seenNumber).toBe(9);
});

test("a visit of another device begins after half an hour", () => {
  expect(markOnVisit(current, { number: 8, visitAt: at(31), now: at(31) })).toMatchObject({
    ...{ seenNumber: 8, seenAt: at(1), visitAt: at(31) },
  });
});

test.each([
  ["within a minute", { seenAt: at(9), now: at(9) }, true],
  ["later", { seenAt: at(9), now: at(10) }, false],
  ["where the visit before is meant", { seenAt: at(0), now: at(1) }, false],
])("the page confirms that all was marked as read: %s", (_when, { seenAt, now }, isConfirmed) => {
  expect(wasJustMarked({ ...current, seenAt }, now)).toBe(isConfirmed);
});
