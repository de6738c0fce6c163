import { expect, test } from "vitest";
import { rendered } from "./page";

const count = (source: string) => rendered(source).wordCount;

test.each([
  ["an empty text", "", 0],
  ["plain words", "One two three.", 3],
  ["punctuation and emphasis don't count", "**One** *two* — three & [four](https://example.org/a/b)!", 4],
  ["apostrophes and numbers", "It's 3.14, isn’t it?", 4],
  ["hyphens separate words", "well-known", 2],
  ["headings, lists and tables", "# One\n\n- two\n- three\n\n| four |\n|--|\n| five |", 5],
  ["code blocks don't count", "One.\n\n```\ntwo three\n```\n\n    four", 1],
  ["inline code counts", "Use `npm`.", 2],
  ["footnotes count, without their numbers and title", "One[^1].\n\n[^1]: Two three.", 3],
  ["accents, composed and decomposed", "Café cafe\u0301 Öl", 3],
  ["Greek, Cyrillic, Arabic", "Καλημέρα κόσμε. Привет, мир! مرحبا بالعالم", 6],
  ["Chinese and English together", "The 図書館 is open", 4],
])("counts words: %s", (_name, source, words) => {
  expect(count(source)).toBe(words);
});

test("counts Chinese words although they have no spaces between them", () => {
  expect(count("社会正义图书馆员")).toBeGreaterThan(2);
  expect(count("社会正义图书馆员")).toBeLessThan(7);
});
