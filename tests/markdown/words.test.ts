import { expect, test } from "vitest";
import { rendered } from "./page";

const count = (source: string) => rendered(source).wordCount;

test.each([
  ["nothing", "", 0],
  ["plain", "One two three.", 3],
  ["marks are no words", "**One** *two* — three & [four](https://example.org/a/b)!", 4],
  ["apostrophes and numbers", "It's 3.14, isn’t it?", 4],
  ["hyphens part words", "well-known", 2],
  ["headings, lists and tables", "# One\n\n- two\n- three\n\n| four |\n|--|\n| five |", 5],
  ["listings are not read", "One.\n\n```\ntwo three\n```\n\n    four", 1],
  ["code in a line is", "Use `npm`.", 2],
  ["notes are, their numbers and title are not", "One[^1].\n\n[^1]: Two three.", 3],
  ["accents, composed or not", "Café cafe\u0301 Öl", 3],
  ["Greek, Cyrillic, Arabic", "Καλημέρα κόσμε. Привет, мир! مرحبا بالعالم", 6],
  ["both at once", "The 図書館 is open", 4],
])("%s", (_name, source, words) => {
  expect(count(source)).toBe(words);
});

test("Chinese has no spaces, but words", () => {
  expect(count("社会正义图书馆员")).toBeGreaterThan(2);
  expect(count("社会正义图书馆员")).toBeLessThan(7);
});
