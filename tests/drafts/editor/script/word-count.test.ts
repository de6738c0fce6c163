import { expect, test } from "vitest";
import { countWords, describeLength } from "~/drafts/editor/script/word-count";
import { MAX_SOURCE_CHARS } from "~/markdown/limits";

test.each([
  ["nothing", "", 0],
  ["words with marks", "## Don’t count *marks*, – or 2 dashes", 6],
  ["Chinese, which has no spaces", "图书馆员", 3],
  ["a long text by its spaces", "word ".repeat(10_000), 10_000],
])("counts %s", (_what, text, words) => {
  expect(countWords(text)).toBe(words);
});

test.each([
  [1, 5, "1 word · 1 min read"],
  [1_234, 8_000, "1,234 words · 6 min read"],
  [
    30_000,
    MAX_SOURCE_CHARS + 1_500,
    "30,000 words · 136 min read. 1,500 characters over what a post can have: publish it in parts.",
  ],
])("describes %i words in %i characters", (words, chars, text) => {
  expect(describeLength(words, chars).replaceAll("\u00a0", " ")).toBe(text);
});
