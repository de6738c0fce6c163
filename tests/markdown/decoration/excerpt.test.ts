import { expect, test } from "vitest";
import { rendered } from "../page";

const excerpt = (source: string) => rendered(source).excerpt;

test.each([
  ["the first prose", "# Title\n\nFirst *words*.\n\nMore.", "First words. More."],
  [
    "without listings, tables and notes",
    "```\nx\n```\n\n| a |\n|--|\n| b |\n\nWords[^1].\n\n[^1]: Note.",
    "Words.",
  ],
  ["without the quotation before it", "> Theirs.\n\nOurs.", "Ours."],
  ["without quotations between", "Ours.\n\n> Theirs.\n\nOurs too.", "Ours. Ours too."],
  ["from a list", "- a\n- b\n  - c", "a b c"],
  ["from a quotation where there is nothing else", "> Theirs.", "Theirs."],
  ["from a heading where there is nothing else", "# Title", "Title"],
  ["from HTML", "<div>one<p>two</p></div><p>three<br>four</p>", "one two three four"],
  ["from a picture's caption", '![x](/a.png "y")\n\nWords.', "Words."],
  ["of nothing", "", ""],
  ["of a listing", "    x", ""],
])("%s", (_name, source, text) => {
  expect(excerpt(source)).toBe(text);
});

test("a long text is cut at a word, with nothing hanging there", () => {
  const text = excerpt("Some words, and more. ".repeat(100));
  expect(text.length).toBeLessThanOrEqual(280);
  expect(text.length).toBeGreaterThan(260);
  expect(text).toMatch(/[a-z]…$/);
  expect("Some words, and more. ".repeat(100)).toContain(text.slice(0, -1));
});

test("text without spaces is cut between characters", () => {
  const family = "👨‍👩‍👧‍👦";
  const text = excerpt(family.repeat(100));
  expect(text.length).toBeLessThanOrEqual(280);
  expect(text.slice(0, -1).replaceAll(family, "")).toBe("");
});

test("no mark of ours stands in it", () => {
  expect(excerpt("a[^1] b\n\nc\n\n[^1]: d")).toBe("a b c");
});
