import { expect, test } from "vitest";
import { nest, segment } from "~/comments/thread/thread";
import { lockFinder } from "~/responses/branch-lock";

const at = (...numbers: number[]) => ({ path: numbers.map(segment).join("") });
const lock = { path: at(1, 2).path, words: "Enough." };

/** For each response of a page, in order, whether it is locked and whether the reason stands there. */
function read(paths: { path: string }[]) {
  const find = lockFinder([lock]);
  const told: string[] = [];
  const walk = (branches: ReturnType<typeof nest<{ path: string }>>) => {
    for (const branch of branches) {
      const found = find(branch);
      told.push(found === null ? "open" : found.note ? "told" : "locked");
      walk(branch.replies);
    }
  };
  walk(nest(paths, 6));
  return told;
}

test("tells the reason at the first comment of a locked branch", () => {
  const page = [at(1), at(1, 2), at(1, 2, 3), at(1, 2, 3, 4), at(1, 5), at(6)];
  expect(read(page)).toEqual(["open", "told", "locked", "locked", "open", "open"]);
});

test("tells it once more where a page begins within the branch", () => {
  const page = [at(1, 2, 7), at(1, 2, 7, 8), at(1, 2, 9), at(1, 10)];
  expect(read(page)).toEqual(["told", "locked", "locked", "open"]);
});

test("doesn’t take a number that begins alike for a reply", () => {
  expect(read([at(1), at(1, 20)])).toEqual(["open", "open"]);
});
