import { expect, test } from "vitest";
import { type Move, reorder, shortTitle } from "~/pages/navigation";

test.each<[string, number, Move, number[] | null]>([
  ["the second up", 2, "up", [2, 1, 3]],
  ["the first up, which is as far as it goes", 1, "up", null],
  ["the second down", 2, "down", [1, 3, 2]],
  ["the last down, which is as far as it goes", 3, "down", null],
  ["another in, at the end", 4, "add", [1, 2, 3, 4]],
  ["one in that is there", 2, "add", null],
  ["the second out", 2, "remove", [1, 3]],
  ["one out that isn't there", 4, "remove", null],
  ["one up that isn't there", 4, "up", null],
])("moves %s", (_what, id, move, order) => {
  expect(reorder([1, 2, 3], id, move)).toEqual(order);
});

test.each([
  ["whole, if it has room", "How to contribute", "How to contribute"],
  ["whole, at the limit", "x".repeat(24), "x".repeat(24)],
  ["after a word", "How to contribute to this long table", "How to contribute to…"],
  ["within a word, if there is no other place", "x".repeat(25), `${"x".repeat(23)}…`],
  ["never within a character", "👩‍👩‍👧".repeat(30), `${"👩‍👩‍👧".repeat(23)}…`],
])("shows a title %s", (_how, title, shown) => {
  expect(shortTitle(title)).toBe(shown);
});
