import { expect, test } from "vitest";
import { z } from "zod";
import { describeProblem, parseMarkdownFile } from "~/portability/content/front-matter";

const schema = z.strictObject({
  title: z.string({ error: "should be text" }),
  tags: z.array(z.string({ error: "should be text" })).default([]),
  body: z.string(),
});

const parse = (...lines: string[]) => parseMarkdownFile("a.md", lines.join("\n"), schema, "body");

test("separates front matter from text, whatever the text contains", () => {
  expect(parse("---", "title: A", "---", "", "One", "---", "Two")).toMatchObject({
    ok: true,
    value: { title: "A", tags: [], body: "One\n---\nTwo" },
  });
});

test("accepts Windows line breaks and a byte order mark", () => {
  expect(parse("\uFEFF---\r", "title: A\r", "---\r", "One\r")).toMatchObject({
    ok: true,
    value: { body: "One" },
  });
});

test.each([
  [
    "without front matter",
    ["Just text."],
    "a.md:1 should begin with fields between two lines of three hyphens",
  ],
  ["with unclosed front matter", ["---", "title: A"], "a.md:1 should begin with fields"],
  [
    "with a missing field",
    ["---", "tags: [x]", "---"],
    "a.md:2 title is missing. Add it, for example title: ",
  ],
  ["with a field of the wrong type", ["---", "tags: []", "title: [1]", "---"], "a.md:3 title should be text"],
  [
    "with a wrong list item",
    ["---", "title: A", "tags:", "  - x", "  - [5]", "---"],
    "a.md:5 tags.1 should be text",
  ],
  ["with an unknown field", ["---", "title: A", "titel: B", "---"], "a.md:3 titel isn't a known field"],
  ["with invalid YAML", ["---", "title: A", 'tags: ["x', "---"], "a.md:3 isn't valid YAML: a quotation mark"],
])("refuses a file %s, with the line", (_, lines, message) => {
  const parsed = parse(...lines);
  expect(parsed.ok ? [] : parsed.problems.map(describeProblem)[0]).toContain(message);
});

test.each([
  [["title"], 3],
  [["tags", 1], 6],
  [["tags", 9], 5],
  [["body"], 9],
  [["the text"], 9],
  [["nowhere"], 2],
])("finds the line of %j: %i", (path, line) => {
  const parsed = parse("---", "# a remark", "title: A", "tags:", "  - x", "  - y", "---", "", "One");
  expect(parsed.ok && parsed.lineOf(path)).toBe(line);
});
