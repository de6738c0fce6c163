import { expect, test } from "vitest";
import { storableText } from "~/platform/storable-text";

test.each([
  [
    "keeps plain text",
    "A line.\n\tAnd another, with an é and a 🦉.",
    "A line.\n\tAnd another, with an é and a 🦉.",
  ],
  ["replaces a NUL", "a\0b", "a\ufffdb"],
  ["replaces several NULs", "\0\0", "\ufffd\ufffd"],
  ["replaces an unpaired high surrogate at the end", "🦉🦉".slice(0, 3), "🦉\ufffd"],
  ["replaces an unpaired low surrogate", "🦉".slice(1), "\ufffd"],
  ["replaces two surrogates in the wrong order", "\udd89\ud83e", "\ufffd\ufffd"],
  ["replaces a surrogate and a NUL", "\ud83e\0", "\ufffd\ufffd"],
])("%s", (_what, text, storable) => {
  expect(storableText(text)).toBe(storable);
  expect(storableText(text)).toBe(storable);
});
