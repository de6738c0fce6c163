import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { comment, find, idsOf, post, rendered } from "../page";

const hrefs = (source: string, options = post) =>
  find(rendered(source, options).html, "a").flatMap(({ attributes }) =>
    attributes.class ? [] : [attributes.href],
  );

test.each([
  ["a GitHub slug", "[a](#how-to-use-it)\n\n## How to use it?", "#section-how-to-use-it"],
  ["the second of two equal headings", "[a](#usage-1)\n\n## Usage\n\n## Usage", "#section-usage-1"],
  ["a different case", "[a](#API)\n\n## API", "#section-api"],
  ["dashes that typography has changed", "[a](#one----two)\n\n## One -- two", "#section-one--two"],
  ["fewer hyphens", "[a](#one-two)\n\n## One & two", "#section-one--two"],
  ["an emoji's place left out", "[a](#notes)\n\n## ⚠️ Notes", "#section-️-notes"],
  ["another script", "[a](#図書館)\n\n## 図書館", "#section-図書館"],
  ["the id in the page", "[a](#section-usage)\n\n## Usage", "#section-usage"],
  ["an HTML heading", '<a href="#usage">a</a>\n\n<h1 align="center">Usage</h1>', "#section-usage"],
  ["the heading's own id", '[a](#use)\n\n<h2 id="use">Usage</h2>', "#section-usage"],
  ["a reference link", "[a][b]\n\n## Usage\n\n[b]: #usage", "#section-usage"],
])("resolves a link to a section: %s", (_name, source, href) => {
  const { html } = rendered(source);
  expect(hrefs(source)[0]).toBe(href);
  expect(idsOf(html)).toContain(href.slice(1));
});

test.each([
  ["an id", '<a id="usage"></a>\n## How\n\n[a](#usage)\n\n## Usage'],
  ["a name", '<a name="usage"></a>\n\n[a](#usage)\n\n## Usage'],
  ["an id in an unclosed tag", '<a id="usage"/>\n\n## How\n\n[a](#usage)'],
])("prefers a target that the author named by %s to a section of the same name", (_name, source) => {
  expect(hrefs(source)).toContain("#user-usage");
  expect(idsOf(rendered(source).html)).toContain("user-usage");
});

test("finds an id in another script by its percent-encoded link", () => {
  expect(hrefs('<a id="図"></a>[a](#図)')).toContain("#user-図");
});

test.each(["responses", "respond", "comment-12", "pingback-3"])(
  "keeps a link to the page's own #%s, even if the text has a target of that name",
  (name) => {
    const source = `[a](#${name}) <b id="${name}">b</b>\n\n## ${name.replace("-", " ")}`;
    expect(hrefs(source)).toEqual([`#${name}`]);
    expect(idsOf(rendered(source).html)).not.toContain(name);
  },
);

test("keeps links to unknown sections and malformed fragments unchanged", () => {
  expect(hrefs("[a](#nowhere) <a href='#%E0%A4'>b</a>\n\n## Usage")).toEqual(["#nowhere", "#%E0%A4"]);
});

test("gives a post's sections their GitHub slugs and own ids as aliases", () => {
  const { html } = rendered('## Usage\n\n## One -- two\n\n<h2 id="three">Third</h2>');
  const aliases = find(html, "span").map(({ attributes }) => attributes);
  expect(aliases.map(({ id }) => id)).toEqual(["usage", "one--two", "one----two", "three", "third"]);
  expect(aliases.every((attributes) => attributes.class === "alias")).toBe(true);
});

test.each([
  ["of the page", "## Main\n\n## Responses\n\n## Respond\n\n## Comment 1\n\n## p-123456"],
  ["of footnotes and other sections", "## fn-1\n\n## Section a\n\n## a[^1]\n\n[^1]: b"],
])("never repeats an id %s", (_name, source) => {
  const ids = idsOf(rendered(source).html);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ["main", "responses", "respond", "comment-1", "p-123456"]) expect(ids).not.toContain(id);
});

test("adds no aliases to a text with an id prefix, and resolves its own links", () => {
  const { html } = rendered("[a](#usage)\n\n## Usage", { ...post, idPrefix: "x-" });
  expect(idsOf(html)).toContain("x-section-usage");
  expect(html).toContain('<a href="#x-section-usage">');
  expect(idsOf(html)).not.toContain("usage");
});

test("gives a comment's heading an id only if the comment links to it", () => {
  const { html } = rendered("[a](#usage)\n\n## Usage\n\n## Other", comment);
  expect(html).toContain('<a href="#c-1f3a-section-usage">a</a>');
  expect(idsOf(html)).toEqual(["c-1f3a-section-usage"]);
});

test("keeps the id that the author gave a comment's heading", () => {
  expect(idsOf(rendered('[a](#usage) [b](#use)\n\n<h2 id="use">Usage</h2>', comment).html)).toEqual([
    "c-1f3a-user-use",
  ]);
});

test.each(["remark-gfm", "remark-parse", "rehype-raw", "rehype-sanitize", "unified"])(
  "resolves the whole table of contents of the README of %s",
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
