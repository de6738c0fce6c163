import { expect, test } from "vitest";
import { type Branch, childPath, depthOf, nest } from "~/comments/thread";

/** Responses by the numbers of their ancestors and themselves: "1.4" answers 1. */
const build = (...places: string[]) =>
  places
    .map((place) => ({
      place,
      path: place.split(".").reduce((path, number) => childPath(path, Number(number)), ""),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** A tree in brackets: `1(2(3)4)5`. */
const draw = (branches: Branch<{ place: string }>[]): string =>
  branches
    .map(({ response, replies }) => {
      const number = response.place.split(".").at(-1);
      return replies.length > 0 ? `${number}(${draw(replies)})` : `${number} `;
    })
    .join("")
    .replaceAll(" )", ")");

test("the order of paths is the order of reading, past nine and past a digit of the base", () => {
  const places = ["1", "1.3", "1.3.40", "1.4", "2", "2.1300", "9", "10", "36", "1296"];
  expect(build(...places.toReversed()).map((response) => response.place)).toEqual(places);
});

test.each([
  ["1", 0],
  ["1.40", 1],
  ["1.40.2000", 2],
])("%s stands %i deep", (place, depth) => {
  const [response] = build(place);
  expect(depthOf(response?.path ?? "")).toBe(depth);
});

test("replies stand below what they answer", () => {
  expect(draw(nest(build("1", "1.2", "1.2.3", "1.4", "5"), 6))).toBe("1(2(3)4)5 ");
});

test("past the deepest indent a thread goes on in the same list, in order", () => {
  expect(draw(nest(build("1", "1.2", "1.2.3", "1.2.3.4", "1.2.3.4.5", "1.2.3.6", "7"), 2))).toBe(
    "1(2(3 4 5 6))7 ",
  );
});

test("a response whose ancestors are on another page stands at the top, and says so", () => {
  const [first, second] = nest(build("1.2.3", "1.2.3.4", "1.5"), 6);
  expect([first?.parentShown, first?.replies[0]?.parentShown, second?.parentShown]).toEqual([
    false,
    true,
    false,
  ]);
});

test("a chain of 800 nests without recursion", () => {
  const chain = Array.from({ length: 800 }, (_, index) => index + 1);
  const places = chain.map((number) => chain.slice(0, number).join("."));
  let list = nest(build(...places), 6);
  let depth = 0;
  while (list[0]?.replies.length) {
    list = list[0].replies;
    depth++;
  }
  expect([depth, list.length]).toEqual([6, 794]);
});
