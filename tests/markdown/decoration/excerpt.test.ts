import { expect, test } from "vitest";
import { rendered } from "../page";

const excerpt = (source: string) => rendered(source).excerpt;

test.each([
  ["takes the first prose", "# Title\n\nFirst *words*.\n\nMore.", "First words. More."],
  [
    "skips code blocks, tables and footnotes",
    "```\nx\n```\n\n| a |\n|--|\n| b |\n\nWords[^1].\n\n[^1]: Note.",
    "Words.",
  ],
  ["skips a quotation before the prose", "> Theirs.\n\nOurs.", "Ours."],
  ["skips quotations between paragraphs", "Ours.\n\n> Theirs.\n\nOurs too.", "Ours. Ours too."],
  ["takes list items", "- a\n- b\n  - c", "a b c"],
  ["takes a quotation if there is no prose", "> Theirs.", "Theirs."],
  ["takes a heading if there is nothing else", "# Title", "Title"],
  ["takes text from HTML", "<div>one<p>two</p></div><p>three<br>four</p>", "one two three four"],
  ["takes a figure's caption", '![x](/a.png "y")\n\nWords.', "Words."],
  ["is empty for an empty text", "", ""],
  ["is empty for a code block", "    x", ""],
])("excerpt %s", (_name, source, text) => {
  expect(excerpt(source)).toBe(text);
});

test("cuts a long text after a word, without trailing punctuation", () => {
  const text = excerpt("Some words, and more. ".repeat(100));
  expect(text.length).toBeLessThanOrEqual(280);
  expect(text.length).toBeGreaterThan(260);
  expect(text).toMatch(/[a-z]…$/);
  expect("Some words, and more. ".repeat(100)).toContain(text.slice(0, -1));
});

test("cuts text without spaces between graphemes", () => {
  const family = "👨‍👩‍👧‍👦";
  const text = excerpt(family.repeat(100));
  expect(text.length).toBeLessThanOrEqual(280);
  expect(text.slice(0, -1).replaceAll(family, "")).toBe("");
});

test("leaves out footnote marks", () => {
  expect(excerpt("a[^1] b\n\nc\n\n[^1]: d")).toBe("a b c");
});
