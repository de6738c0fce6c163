import { expect, test } from "vitest";
import { childPath } from "~/comments/thread/thread";
import { chooseCut } from "~/responses/response-pages";

/** Paths of threads of these sizes, in which every reply answers the thread's first response. */
function threads(...sizes: number[]): string[] {
  let number = 0;
  return sizes.flatMap((size) => {
    const top = childPath("", ++number);
    return [top, ...Array.from({ length: size - 1 }, () => childPath(top, ++number))];
  });
}

test.each([
  ["between threads, nearest the middle", threads(30, 30, 41), 10, 60],
  ["between two threads of any size", threads(5, 96), 50, 5],
  ["before a new thread", threads(50, 50, 1), 100, 100],
  ["near the middle, when a reply comes before a last thread of one response", threads(50, 50, 1), 60, 50],
])("cuts a page %s", (_, paths, added, cut) => {
  expect(chooseCut(paths, paths[added] ?? "")).toBe(cut);
});

test("cuts a single thread at its shallowest reply near the middle", () => {
  const top = childPath("", 1);
  const replies = Array.from({ length: 100 }, (_, index) =>
    index === 55 ? childPath(top, 57) : childPath(childPath(top, index < 55 ? 2 : 57), index + 2),
  );
  expect(chooseCut([top, ...replies], replies.at(-1) ?? "")).toBe(56);
});

test("cuts a chain within its middle half", () => {
  const chain: string[] = [];
  for (let number = 1; number <= 301; number++) chain.push(childPath(chain.at(-1) ?? "", number));
  const cut = chooseCut(chain, chain.at(-1) ?? "");
  expect(cut).toBeGreaterThanOrEqual(75);
  expect(cut).toBeLessThanOrEqual(226);
});
