import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isTooMuchWork, reckonWork } from "../../../app/markdown/cost/work";
import { MAX_SOURCE_CHARS } from "../../../app/markdown/limits";
import { refuseEarly } from "../../../app/markdown/refusal";

/** Repeats `each` up to the length of the longest comment, or `chars`. */
const fill = (start: string, each: string, chars = 20_000) =>
  start + each.repeat(Math.floor((chars - start.length) / each.length));

test.each([
  ["setext headings", fill("", "a\n=\n")],
  ["setext headings with blank lines between", fill("", "a\n-\n\n")],
  ["setext headings after prose", fill("It *is* so.\n\n".repeat(200), "a\n=\n")],
  ["setext underlines alone", fill("", "=\n")],
  ["lazy continuation lines of a quote", fill("> a\n", "a\n")],
  ["lazy continuation lines of a list", fill("- a\n", "a\n")],
  ["table rows", fill("|a|\n|-|\n", "|a|\n")],
  ["table heads", fill("", "|-|-|\n", 150_000)],
  ["task lists", fill("", "- [ ] a\n", 150_000)],
  ["empty quote lines", fill("", ">\n", 150_000)],
  ["empty list items", fill("", "-\n")],
  ["empty numbered list items", fill("", "1.\n")],
  ["task lists as long as a comment", fill("", "- [ ] a\n")],
  ["table heads as long as a comment", fill("", "|-|-|\n")],
  ["hard line breaks by backslash", fill("", "\\\n")],
  ["hard line breaks by spaces", fill("", "a  \n")],
  ["one-letter paragraphs", fill("", "é\n\n")],
  ["footnote definitions", fill("", "[^a]: b\n")],
  ["link definitions", fill("", "[a]: b\n")],
  ["e-mail addresses", fill("", "a@b.c ")],
  ["inline code", fill("", "`a` ")],
  ["headings", fill("", "###### a\n")],
  ["code blocks between list items", fill("", "~~~\n+ \r\n")],
])("refuses %s before parsing", (_name, source) => {
  expect(isTooMuchWork(source)).toBe(true);
});

test.each([
  ["prose", fill("", "It *is* so [far](/a), and **no** further.\n\n", MAX_SOURCE_CHARS)],
  ["an e-mail with wrapped quotes", fill("", "> It was said that it was so, and that\nit would be.\n\n")],
  ["a long list", fill("", "- [a](https://a.example/b_c_d) *e* [f][g]\n", MAX_SOURCE_CHARS)],
  ["a list of done tasks", fill("", "- [x] Write to the library about the room\n", MAX_SOURCE_CHARS)],
  ["a table of a thousand rows", fill("|a|b|\n|-|-|\n", "| some name | 12.50 |\n", 23_000)],
  ["sections with setext headings", fill("", `A section\n---------\n\n${"So it is. ".repeat(50)}\n\n`)],
  ["a bibliography", fill("", "[knuth]: https://books.example/knuth/the-art 'The Art'\n")],
  ["prose with inline code", fill("", "Call `open(file)`, `read(file)` and `close(file)` in turn.\n")],
  [
    "a list of members with e-mail addresses",
    fill("", "- Ada Farrow <ada.farrow@library.example>, cataloguing\n"),
  ],
  ["a postal address with line breaks", fill("", "The Library\\\nLong Street 5\\\nAnytown\n\n")],
  ["a poem of short lines", fill("", "so it\nis, and\nwas\n\n", 60_000)],
  ["a log in a code block", fill("```\n", "> run | grep a\n- ok\n---\n", 60_000)],
])("accepts %s", (_name, source) => {
  expect(isTooMuchWork(source)).toBe(false);
});

test("estimates over two seconds for setext headings and under 10 ms for prose of the same length", () => {
  expect(reckonWork(fill("", "a\n=\n"))).toBeGreaterThan(2_000);
  expect(reckonWork(fill("", `${"So it is. ".repeat(40)}\n\n`))).toBeLessThan(10);
});

/** READMEs of the installed packages: real texts, written for people. */
const readmes = readdirSync("node_modules", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)readme\.md$/i.test(file))
  .map((file) => path.join("node_modules", file));

test("accepts every README of an installed package and every text of the sample blog", () => {
  const texts = readdirSync("content", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("content", file));
  const refused = [...readmes, ...texts].filter((file) => {
    const source = readFileSync(file, "utf8");
    return source.length <= MAX_SOURCE_CHARS && refuseEarly(source) !== null;
  });
  expect(readmes.length).toBeGreaterThan(300);
  expect(texts.length).toBeGreaterThan(5);
  expect(refused).toEqual([]);
});
