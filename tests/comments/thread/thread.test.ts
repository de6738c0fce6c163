import { expect, test } from "vitest";
import { type Branch, childPath, depthOf, nest } from "~/comments/thread/thread";

/** Responses by the numbers of their ancestors and their own: "1.4" replies to 1. */
const build = (...places: string[]) =>
  places
    .map((place) => ({
      place,
      path: place.split(".").reduce((path, number) => childPath(path, Number(number)), ""),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** Draws a tree with brackets: `1(2(3)4)5`. */
const draw = (branches: Branch<{ place: string }>[]): string =>
  branches
    .map(({ response, replies }) => {
      const number = response.place.split(".").at(-1);
      return replies.length > 0 ? `${number}(${draw(replies)})` : `${number} `;
    })
    .join("")
    .replaceAll(" )", ")");

test("sorts paths in the order of reading, also beyond nine and beyond a digit of the base", () => {
  const places = ["1", "1.3", "1.3.40", "1.4", "2", "2.1300", "9", "10", "36", "1296"];
  expect(build(...places.toReversed()).map((response) => response.place)).toEqual(places);
});

test.each([
  ["1", 0],
  ["1.40", 1],
  ["1.40.2000", 2],
])("computes the depth of %s as %i", (place, depth) => {
  const [response] = build(place);
  expect(depthOf(response?.path ?? "")).toBe(depth);
});

test("nests replies below their parents", () => {
  expect(draw(nest(build("1", "1.2", "1.2.3", "1.4", "5"), 6))).toBe("1(2(3)4)5 ");
});

test("continues a thread beyond the deepest indent in one list, in order", () => {
  expect(draw(nest(build("1", "1.2", "1.2.3", "1.2.3.4", "1.2.3.4.5", "1.2.3.6", "7"), 2))).toBe(
    "1(2(3 4 5 6))7 ",
  );
});

test("marks the responses that stand beside their parent beyond the deepest indent", () => {
  const marked: string[] = [];
  const walk = (branches: Branch<{ place: string }>[]): void => {
    for (const { response, replies, level } of branches) {
      if (level) marked.push(response.place);
      walk(replies);
    }
  };
  walk(nest(build("1", "1.2", "1.2.3", "1.2.3.4", "1.2.3.4.5", "7"), 2));
  expect(marked).toEqual(["1.2.3.4", "1.2.3.4.5"]);
});

test("puts a response without its ancestors on the page at the top, and marks it", () => {
  const [first, second] = nest(build("1.2.3", "1.2.3.4", "1.5"), 6);
  expect([first?.parentShown, first?.replies[0]?.parentShown, second?.parentShown]).toEqual([
    false,
    true,
    false,
  ]);
});

test("nests a chain of 800 without recursion", () => {
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
