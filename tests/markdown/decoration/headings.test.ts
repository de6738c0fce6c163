import { expect, test } from "vitest";
import { comment, find, post, rendered, tagsOf } from "../page";

const names = (source: string, options = post) =>
  tagsOf(rendered(source, options).html).flatMap(({ name }) => (/^h\d$/.test(name) ? [name] : []));

test.each([
  ["starting at level 1", "# a\n\n## b\n\n### c", ["h2", "h3", "h4"], ["h4", "h5", "h6"]],
  ["starting at level 2", "## a\n\n### b\n\n## c", ["h2", "h3", "h2"], ["h4", "h5", "h4"]],
  ["starting at level 3", "### a\n\n#### b", ["h2", "h3"], ["h4", "h5"]],
  ["with the top level last", "## a\n\n# b", ["h3", "h2"], ["h5", "h4"]],
  [
    "at all six levels",
    "# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6",
    ["h2", "h3", "h4", "h5", "h6", "h6"],
    ["h4", "h5", "h6", "h6", "h6", "h6"],
  ],
  ["as HTML", "<h1>a</h1>", ["h2"], ["h4"]],
])("shifts headings %s to the levels of the page", (_name, source, inPost, inComment) => {
  expect(names(source)).toEqual(inPost);
  expect(names(source, comment)).toEqual(inComment);
});

test.each([2, 3, 4] as const)("starts headings and the footnotes title at topHeading %i", (topHeading) => {
  const source = "# a\n\n## b[^1]\n\n[^1]: c";
  const [a, b, notes] = [topHeading, topHeading + 1, topHeading].map((level) => `h${level}`);
  for (const options of [post, comment])
    expect(names(source, { ...options, topHeading })).toEqual([a, b, notes]);
});

test("gives a post's headings ids, permalinks and an outline", () => {
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

test("puts a heading's permalink beside the heading, outside its accessible name", () => {
  expect(rendered("# Why?").html).toBe(
    '<div class="heading"><h2 id="section-why"><span id="why" class="alias"></span>Why?</h2><a class="anchor" href="#section-why" aria-label="Link to section “Why?”">#</a></div>',
  );
});

test("gives a heading inside a summary an id but no permalink", () => {
  const { html, outline } = rendered("<details><summary><h2>More</h2></summary>text</details>");
  expect(html).toContain(
    '<summary><h2 id="section-more"><span id="more" class="alias"></span>More</h2></summary>',
  );
  expect(outline).toHaveLength(1);
});

test("gives headings with the same text, or without letters, different ids", () => {
  const { outline } = rendered("# a\n\n# a\n\n# a-1\n\n# ?!\n\n# …");
  const ids = outline.map(({ id }) => id);
  expect(new Set(ids).size).toBe(5);
  expect(ids.slice(0, 2)).toEqual(["section-a", "section-a-1"]);
  expect(ids[3]).toBe("section-untitled");
});

test("keeps letters of other scripts in a heading's id", () => {
  expect(rendered("# 図書館 Öffnung").outline[0]?.id).toBe("section-図書館-öffnung");
});

test("gives a comment's headings no ids and no outline", () => {
  const { html, outline } = rendered("# a", comment);
  expect(outline).toEqual([]);
  expect(html).toBe("<h4>a</h4>");
});

test("leaves the footnotes title out of the outline and at the top level", () => {
  const { html, outline } = rendered("### a[^1]\n\n[^1]: x");
  expect(outline).toHaveLength(1);
  expect(find(html, "h2").map(({ text }) => text)).toEqual(["a1", "Notes"]);
});

test("gives an empty heading no permalink", () => {
  expect(rendered("#").html).toBe("<h2></h2>");
});

test("puts the id prefix before ids and in links to them", () => {
  const { html, outline } = rendered("# a", { ...post, idPrefix: "x-" });
  expect(outline[0]?.id).toBe("x-section-a");
  expect(html).toContain('href="#x-section-a"');
});
