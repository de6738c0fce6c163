import { expect, test } from "vitest";
import { directionOf } from "~/design/direction";

test.each([
  ["en", "ltr"],
  ["ar", "rtl"],
  ["he-IL", "rtl"],
  ["fa", "rtl"],
  ["az-Arab", "rtl"],
  ["ar-Latn", "ltr"],
  ["ja", "ltr"],
] as const)("the direction of %s is %s", (language, direction) => {
  expect(directionOf(language)).toBe(direction);
});
