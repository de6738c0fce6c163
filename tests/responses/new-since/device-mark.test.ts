// A guest's marks on their own device move as a member's do.

import { expect, test } from "vitest";
import { moveMark } from "~/responses/script/device-mark";
import type { Reading } from "~/responses/script/new-since";

const readingFrom = (from: number): Reading => ({
  ...{ from, last: from },
  marks: [
    [7, 3, 100, 5, 200, 4],
    [8, 1, 100, 1, 200],
  ],
});

test("a new visit moves the mark to what the last one reached, and puts it last", () => {
  const reading = readingFrom(300);
  expect(moveMark(reading, 7, 9, 310)).toEqual([7, 5, 200, 9, 310, 4]);
  expect(reading.marks.map(([post]) => post)).toEqual([8, 7]);
});

test("within a visit only the number reached moves, and never back", () => {
  expect(moveMark(readingFrom(150), 7, 9, 310)).toEqual([7, 3, 100, 9, 200, 4]);
  expect(moveMark(readingFrom(150), 7, 2, 310)).toEqual([7, 3, 100, 5, 200, 4]);
});
