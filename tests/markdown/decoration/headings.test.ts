import { expect, test } from "vitest";
import { comment, find, post, rendered, tagsOf } from "../page";

const names = (source: string, options = post) =>
  tagsOf(rendered(source, options).html).flatMap(({ name }) => (/^h\d$/.test(name) ? [name] : []));

test.each([
  ["from one", "# a\n\n## b\n\n### c", ["h2", "h3", "h4"], ["h4", "h5", "h6"]],
  ["from two", "## a\n\n### b\n\n## c", ["h2", "h3", "h2"], ["h4", "h5", "h4"]],
  ["from three", "### a\n\n#### b", ["h2", "h3"], ["h4", "h5"]],
  ["the top one last", "## a\n\n# b", ["h3", "h2"], ["h5", "h4"]],
  [
    "all six",
    "# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6",
    ["h2", "h3", "h4", "h5", "h6", "h6"],
    ["h4", "h5", "h6", "h6", "h6", "h6"],
  ],
  ["as HTML", "<h1>a</h1>", ["h2"], ["h4"]],
])("headings written %s", (_name, source, inPost, inComment) => {
  expect(names(source)).toEqual(inPost);
  expect(names(source, comment)).toEqual(inComment);
});

test.each([2, 3, 4] as const)("headings start where their page has room for them: at %i", (topHeading) => {
  const source = "# a\n\n## b[^1]\n\n[^1]: c";
  const [a, b, notes] = [topHeading, topHeading + 1, topHeading].map((level) => `h${level}`);
  for (const options of [post, comment])
    expect(names(source, { ...options, topHeading })).toEqual([a, b, notes]);
});

test("a post's headings have names, links to themselves, and an outline", () => {
  const { html, outline } = rendered('# The "long" *table*[^1]\n\n## Why?\n\n[^1]: x');
  expect(outline).toEqual([
    { depth: 2, id: "section-the-long-table", text: "The “long” table" },
    { depth: 3, id: "section-why", text: "Why?" },
  ]);
  const [, why] = find(html, "a").filter(({ attributes }) => attributes.class === "anchor");
  expect(why?.attributes).toEqual({
    class: "anchor",
    href: "#section-why",
    "aria-label": "Link to section “Why?”",
  });
});

test("a heading's link stands beside it, so that its words are no part of the heading's name", () => {
  expect(rendered("# Why?").html).toBe(
    '<div class="heading"><h2 id="section-why"><span id="why" class="alias"></span>Why?</h2><a class="anchor" href="#section-why" aria-label="Link to section “Why?”">#</a></div>',
  );
});

test("a heading that opens and closes something is no place for a link", () => {
  const { html, outline } = rendered("<details><summary><h2>More</h2></summary>text</details>");
  expect(html).toContain(
    '<summary><h2 id="section-more"><span id="more" class="alias"></span>More</h2></summary>',
  );
  expect(outline).toHaveLength(1);
});

test("headings of the same words, or of none that make a name, have different names", () => {
  const { outline } = rendered("# a\n\n# a\n\n# a-1\n\n# ?!\n\n# …");
  const ids = outline.map(({ id }) => id);
  expect(new Set(ids).size).toBe(5);
  expect(ids.slice(0, 2)).toEqual(["section-a", "section-a-1"]);
  expect(ids[3]).toBe("section-untitled");
});

test("a heading in another script keeps its letters", () => {
  expect(rendered("# 図書館 Öffnung").outline[0]?.id).toBe("section-図書館-öffnung");
});

test("a comment's headings have neither", () => {
  const { html, outline } = rendered("# a", comment);
  expect(outline).toEqual([]);
  expect(html).toBe("<h4>a</h4>");
});

test("the notes' title is no part of the outline, and stays at the top", () => {
  const { html, outline } = rendered("### a[^1]\n\n[^1]: x");
  expect(outline).toHaveLength(1);
  expect(find(html, "h2").map(({ text }) => text)).toEqual(["a1", "Notes"]);
});

test("an empty heading has no anchor", () => {
  expect(rendered("#").html).toBe("<h2></h2>");
});

test("the prefix stands before names and in links to them", () => {
  const { html, outline } = rendered("# a", { ...post, idPrefix: "x-" });
  expect(outline[0]?.id).toBe("x-section-a");
  expect(html).toContain('href="#x-section-a"');
});
