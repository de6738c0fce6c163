import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isTooMuchWork, reckonWork } from "../../../app/markdown/cost/work";
import { MAX_SOURCE_CHARS } from "../../../app/markdown/limits";
import { refuseEarly } from "../../../app/markdown/refusal";

/** As long as a comment may be. */
const fill = (start: string, each: string, chars = 20_000) =>
  start + each.repeat(Math.floor((chars - start.length) / each.length));

test.each([
  ["underlined headings", fill("", "a\n=\n")],
  ["underlined headings with lines between", fill("", "a\n-\n\n")],
  ["underlined headings after prose", fill("It *is* so.\n\n".repeat(200), "a\n=\n")],
  ["underlines alone", fill("", "=\n")],
  ["a quote that goes on without its mark", fill("> a\n", "a\n")],
  ["a list that goes on without its mark", fill("- a\n", "a\n")],
  ["rows of a table", fill("|a|\n|-|\n", "|a|\n")],
  ["heads of tables", fill("", "|-|-|\n", 150_000)],
  ["task lists", fill("", "- [ ] a\n", 150_000)],
  ["lines of a quote", fill("", ">\n", 150_000)],
  ["empty items of a list", fill("", "-\n")],
  ["empty items of a numbered list", fill("", "1.\n")],
  ["task lists of a comment's length", fill("", "- [ ] a\n")],
  ["heads of tables of a comment's length", fill("", "|-|-|\n")],
  ["line breaks", fill("", "\\\n")],
  ["line breaks by spaces", fill("", "a  \n")],
  ["paragraphs of one letter", fill("", "é\n\n")],
  ["footnotes", fill("", "[^a]: b\n")],
  ["addresses of links", fill("", "[a]: b\n")],
  ["e-mail addresses", fill("", "a@b.c ")],
  ["code in a line", fill("", "`a` ")],
  ["headings", fill("", "###### a\n")],
  ["blocks of code between items of a list", fill("", "~~~\n+ \r\n")],
])("refuses %s before parsing", (_name, source) => {
  expect(isTooMuchWork(source)).toBe(true);
});

test.each([
  ["prose", fill("", "It *is* so [far](/a), and **no** further.\n\n", MAX_SOURCE_CHARS)],
  [
    "an e-mail whose quotes are wrapped",
    fill("", "> It was said that it was so, and that\nit would be.\n\n"),
  ],
  ["a long list", fill("", "- [a](https://a.example/b_c_d) *e* [f][g]\n", MAX_SOURCE_CHARS)],
  ["a list of what is done", fill("", "- [x] Write to the library about the room\n", MAX_SOURCE_CHARS)],
  ["a table of a thousand rows", fill("|a|b|\n|-|-|\n", "| some name | 12.50 |\n", 23_000)],
  ["sections with underlined headings", fill("", `A section\n---------\n\n${"So it is. ".repeat(50)}\n\n`)],
  ["a bibliography", fill("", "[knuth]: https://books.example/knuth/the-art 'The Art'\n")],
  [
    "what a command prints and takes",
    fill("", "Call `open(file)`, `read(file)` and `close(file)` in turn.\n"),
  ],
  ["a list of members", fill("", "- Ada Farrow <ada.farrow@library.example>, cataloguing\n")],
  ["an address of several lines", fill("", "The Library\\\nLong Street 5\\\nAnytown\n\n")],
  ["a poem of short lines", fill("", "so it\nis, and\nwas\n\n", 60_000)],
  ["a log in a code block", fill("```\n", "> run | grep a\n- ok\n---\n", 60_000)],
])("lets %s pass", (_name, source) => {
  expect(isTooMuchWork(source)).toBe(false);
});

test("reckons more than a time limit's worth for what takes longer than that, and prose at a fraction", () => {
  expect(reckonWork(fill("", "a\n=\n"))).toBeGreaterThan(2_000);
  expect(reckonWork(fill("", `${"So it is. ".repeat(40)}\n\n`))).toBeLessThan(10);
});

/** The READMEs of what this project is made with: texts that somebody wrote for people. */
const readmes = readdirSync("node_modules", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)readme\.md$/i.test(file))
  .map((file) => path.join("node_modules", file));

test("refuses no README among those of the packages here, and no text of the sample blog", () => {
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
