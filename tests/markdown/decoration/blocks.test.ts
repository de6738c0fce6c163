import { expect, test } from "vitest";
import { comment, find, rendered } from "../page";

const html = (source: string) => rendered(source, { ...comment, idPrefix: "" }).html;

test("makes an image alone in its paragraph a figure, with its title as the caption", () => {
  expect(html('![A cat](/cat.png "Our cat")')).toBe(
    '<figure><img src="/cat.png" alt="A cat" loading="lazy" decoding="async"><figcaption>Our cat</figcaption></figure>',
  );
});

test("gives a figure no caption if the image has no title", () => {
  expect(html("![A cat](/cat.png)")).toBe(
    '<figure><img src="/cat.png" alt="A cat" loading="lazy" decoding="async"></figure>',
  );
});

test("makes a linked image alone in its paragraph a figure", () => {
  expect(html('[![A cat](/cat.png "Our cat")](/cats)')).toMatch(
    /^<figure><a href="\/cats"><img [^>]+><\/a><figcaption>Our cat<\/figcaption><\/figure>$/,
  );
});

test("leaves an image among words in its paragraph", () => {
  expect(html('A ![cat](/cat.png "Our cat") b')).toMatch(/^<p>A <img [^>]*title="Our cat"[^>]*> b<\/p>$/);
});

test("shows the alternative text of an image whose address is not allowed", () => {
  expect(html("A ![cat](data:image/png;base64,x) and ![](cat.png) b")).toBe("<p>A cat and  b</p>");
});

test("stores an image of this site root-relative, and always sets alt", () => {
  const [image] = find(html('<img src="https://longtable.example/a.png" width=40 height=30>'), "img");
  expect(image?.attributes).toMatchObject({ src: "/a.png", alt: "", width: "40", height: "30" });
});

test("wraps a table in a region that scrolls by keyboard, and aligns its columns", () => {
  const text = html("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |");
  expect(text).toMatch(
    /^<div class="table" role="region" tabindex="0" aria-label="Table"><table>.*<\/table><\/div>$/s,
  );
  expect(find(text, "td").map(({ attributes }) => attributes.class)).toEqual([
    "align-left",
    "align-center",
    "align-right",
  ]);
  expect(find(text, "div")).toHaveLength(1);
});

test("processes images inside tables", () => {
  const text = html("| ![a](/a.png) |\n|---|\n| ![b](b.png) |");
  expect(find(text, "img").map(({ attributes }) => attributes.loading)).toEqual(["lazy"]);
  expect(find(text, "td")[0]?.text).toBe("b");
});

test("makes a code block scrollable by keyboard", () => {
  expect(html("```\nx\n```")).toBe('<pre tabindex="0"><code>x\n</code></pre>');
});

test("renders a task as a disabled checkbox with an accessible name", () => {
  const boxes = find(html("- [x] a\n- [ ] b"), "input").map(({ attributes }) => attributes);
  expect(boxes).toEqual([
    { type: "checkbox", checked: "", disabled: "", "aria-label": "Done" },
    { type: "checkbox", disabled: "", "aria-label": "To do" },
  ]);
});

test("supports GFM strikethrough with two tildes, and leaves single tildes as text", () => {
  expect(html("~~a~~ b")).toBe("<p><del>a</del> b</p>");
  expect(html("~40 came, ~10 stayed~")).toBe("<p>~40 came, ~10 stayed~</p>");
});

test("keeps the HTML elements that prose needs", () => {
  const source =
    '<details open><summary>a</summary>b</details>\n\n<abbr title="c">d</abbr> <kbd>e</kbd> H<sub>2</sub>O <q>f</q> <mark>g</mark> <cite>h</cite> <ins>i</ins>\n\n<dl><dt>j</dt><dd>k</dd></dl>\n\n<p lang="fr" dir="ltr">l</p>';
  expect(html(source)).toBe(source.replaceAll("\n\n", "\n").replace(/(<abbr.*<\/ins>)/, "<p>$1</p>"));
});
