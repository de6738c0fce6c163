import { expect, test } from "vitest";
import { formatDuration } from "~/design/duration";

test.each([
  [1, "1 second"],
  [89, "89 seconds"],
  [90, "2 minutes"],
  [121, "3 minutes"],
  [3600, "1 hour"],
  [3601, "61 minutes"],
])("formats %s seconds as %s", (seconds, expected) => {
  expect(formatDuration(seconds)).toBe(expected);
});
