import { expect, test } from "vitest";
import { storableText } from "~/platform/storable-text";

test.each([
  [
    "plain text",
    "A line.\n\tAnd another, with an é and a 🦉.",
    "A line.\n\tAnd another, with an é and a 🦉.",
  ],
  ["a NUL", "a\0b", "a\ufffdb"],
  ["many", "\0\0", "\ufffd\ufffd"],
  ["half a pair at the end, as a cut leaves it", "🦉🦉".slice(0, 3), "🦉\ufffd"],
  ["the other half", "🦉".slice(1), "\ufffd"],
  ["two halves in the wrong order", "\udd89\ud83e", "\ufffd\ufffd"],
  ["half a pair and a NUL", "\ud83e\0", "\ufffd\ufffd"],
])("%s", (_what, text, storable) => {
  expect(storableText(text)).toBe(storable);
  expect(storableText(text)).toBe(storable);
});
