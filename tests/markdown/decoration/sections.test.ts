import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { comment, find, idsOf, post, rendered } from "../page";

const hrefs = (source: string, options = post) =>
  find(rendered(source, options).html, "a").flatMap(({ attributes }) =>
    attributes.class ? [] : [attributes.href],
  );

test.each([
  ["as GitHub makes it", "[a](#how-to-use-it)\n\n## How to use it?", "#section-how-to-use-it"],
  ["for the second of two", "[a](#usage-1)\n\n## Usage\n\n## Usage", "#section-usage-1"],
  ["in another case", "[a](#API)\n\n## API", "#section-api"],
  ["with dashes that are set since", "[a](#one----two)\n\n## One -- two", "#section-one--two"],
  ["with fewer hyphens", "[a](#one-two)\n\n## One & two", "#section-one--two"],
  ["without a picture's place", "[a](#notes)\n\n## ⚠️ Notes", "#section-️-notes"],
  ["in another script", "[a](#図書館)\n\n## 図書館", "#section-図書館"],
  ["as it stands in the page", "[a](#section-usage)\n\n## Usage", "#section-usage"],
  ["of a heading as HTML", '<a href="#usage">a</a>\n\n<h1 align="center">Usage</h1>', "#section-usage"],
  ["of a heading's own id", '[a](#use)\n\n<h2 id="use">Usage</h2>', "#section-usage"],
  ["as a reference", "[a][b]\n\n## Usage\n\n[b]: #usage", "#section-usage"],
])("a link to a section's name leads there: %s", (_name, source, href) => {
  const { html } = rendered(source);
  expect(hrefs(source)[0]).toBe(href);
  expect(idsOf(html)).toContain(href.slice(1));
});

test.each([
  ["an id", '<a id="usage"></a>\n## How\n\n[a](#usage)\n\n## Usage'],
  ["a name", '<a name="usage"></a>\n\n[a](#usage)\n\n## Usage'],
  ["an id in a tag that was left open", '<a id="usage"/>\n\n## How\n\n[a](#usage)'],
])("a place that the writer named by %s comes before a section of that name", (_name, source) => {
  expect(hrefs(source)).toContain("#user-usage");
  expect(idsOf(rendered(source).html)).toContain("user-usage");
});

test("a place named in another script is found by its escaped link", () => {
  expect(hrefs('<a id="図"></a>[a](#図)')).toContain("#user-図");
});

test.each(["responses", "respond", "comment-12", "pingback-3"])(
  "a link to #%s leads to the page's, whatever the text has of that name",
  (name) => {
    const source = `[a](#${name}) <b id="${name}">b</b>\n\n## ${name.replace("-", " ")}`;
    expect(hrefs(source)).toEqual([`#${name}`]);
    expect(idsOf(rendered(source).html)).not.toContain(name);
  },
);

test("a link to no section stays, and what decodes to nothing harms nobody", () => {
  expect(hrefs("[a](#nowhere) <a href='#%E0%A4'>b</a>\n\n## Usage")).toEqual(["#nowhere", "#%E0%A4"]);
});

test("a section answers to its name on GitHub, and to its own id, from elsewhere", () => {
  const { html } = rendered('## Usage\n\n## One -- two\n\n<h2 id="three">Third</h2>');
  const aliases = find(html, "span").map(({ attributes }) => attributes);
  expect(aliases.map(({ id }) => id)).toEqual(["usage", "one--two", "one----two", "three", "third"]);
  expect(aliases.every((attributes) => attributes.class === "alias")).toBe(true);
});

test.each([
  ["of the page", "## Main\n\n## Responses\n\n## Respond\n\n## Comment 1\n\n## p-123456"],
  ["of notes and of other sections", "## fn-1\n\n## Section a\n\n## a[^1]\n\n[^1]: b"],
])("an id %s is never given twice", (_name, source) => {
  const ids = idsOf(rendered(source).html);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ["main", "responses", "respond", "comment-1", "p-123456"]) expect(ids).not.toContain(id);
});

test("a text with a prefix answers to no name without it, and leads to its own sections", () => {
  const { html } = rendered("[a](#usage)\n\n## Usage", { ...post, idPrefix: "x-" });
  expect(idsOf(html)).toContain("x-section-usage");
  expect(html).toContain('<a href="#x-section-usage">');
  expect(idsOf(html)).not.toContain("usage");
});

test("in a comment a heading has an id where the comment links to it, and nowhere else", () => {
  const { html } = rendered("[a](#usage)\n\n## Usage\n\n## Other", comment);
  expect(html).toContain('<a href="#c-1f3a-section-usage">a</a>');
  expect(idsOf(html)).toEqual(["c-1f3a-section-usage"]);
});

test("a comment's heading keeps the id that its writer gave it", () => {
  expect(idsOf(rendered('[a](#usage) [b](#use)\n\n<h2 id="use">Usage</h2>', comment).html)).toEqual([
    "c-1f3a-user-use",
  ]);
});

test.each(["remark-gfm", "remark-parse", "rehype-raw", "rehype-sanitize", "unified"])(
  "the table of contents of %s leads to its sections",
  (name) => {
    const { html } = rendered(readFileSync(`node_modules/${name}/readme.md`, "utf8"));
    const ids = idsOf(html);
    const within = find(html, "a").filter(
      ({ attributes }) => !attributes.class && attributes.href?.startsWith("#"),
    );
    expect(within.length).toBeGreaterThan(10);
    expect(within.filter(({ attributes }) => !ids.includes(attributes.href?.slice(1) ?? ""))).toEqual([]);
  },
);
