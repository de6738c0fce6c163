import { expect, test } from "vitest";
import { countWords, describeLength } from "~/drafts/editor/script/word-count";
import { MAX_SOURCE_CHARS } from "~/markdown/limits";

test.each([
  ["nothing", "", 0],
  ["words with marks", "## Don’t count *marks*, – or 2 dashes", 6],
  ["Chinese, which has no spaces", "图书馆员", 3],
  [
    "no addresses of pictures and links",
    '![A](/media/0a1b/reading-room.jpg "May")[the report](/media/0a/b.pdf) ends',
    3,
  ],
  [
    "no definitions and HTML, but notes",
    "[r]: /media/a/b.jpg\n[^1]: a note\n<img src='/media/a/b.jpg'> <b>bold</b>",
    4,
  ],
  ["a long text by its spaces", "word ".repeat(10_000), 10_000],
])("counts %s", (_what, text, words) => {
  expect(countWords(text)).toBe(words);
});

test.each(["![", "](", "<a ", "[a", " ["])(
  "counts a text of nothing but %j without going over it again and again",
  (mark) => {
    expect(countWords(mark.repeat(MAX_SOURCE_CHARS / mark.length))).toBeGreaterThanOrEqual(0);
  },
  5_000,
);

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
