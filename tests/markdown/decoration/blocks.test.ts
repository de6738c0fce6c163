import { expect, test } from "vitest";
import { comment, find, rendered } from "../page";

const html = (source: string) => rendered(source, { ...comment, idPrefix: "" }).html;

test("a picture alone is a figure, its title the caption", () => {
  expect(html('![A cat](/cat.png "Our cat")')).toBe(
    '<figure><img src="/cat.png" alt="A cat" loading="lazy" decoding="async"><figcaption>Our cat</figcaption></figure>',
  );
});

test("a picture alone without a title has no caption", () => {
  expect(html("![A cat](/cat.png)")).toBe(
    '<figure><img src="/cat.png" alt="A cat" loading="lazy" decoding="async"></figure>',
  );
});

test("a linked picture alone is a figure as well", () => {
  expect(html('[![A cat](/cat.png "Our cat")](/cats)')).toMatch(
    /^<figure><a href="\/cats"><img [^>]+><\/a><figcaption>Our cat<\/figcaption><\/figure>$/,
  );
});

test("a picture among words stays there", () => {
  expect(html('A ![cat](/cat.png "Our cat") b')).toMatch(/^<p>A <img [^>]*title="Our cat"[^>]*> b<\/p>$/);
});

test("a picture that may not be shown is told by its words", () => {
  expect(html("A ![cat](data:image/png;base64,x) and ![](cat.png) b")).toBe("<p>A cat and  b</p>");
});

test("a picture of this site is stored from the root, and always has alt", () => {
  const [image] = find(html('<img src="https://longtable.example/a.png" width=40 height=30>'), "img");
  expect(image?.attributes).toMatchObject({ src: "/a.png", alt: "", width: "40", height: "30" });
});

test("a table can be scrolled, with the keyboard too, and its columns are aligned", () => {
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

test("what stands in a table is settled as well", () => {
  const text = html("| ![a](/a.png) |\n|---|\n| ![b](b.png) |");
  expect(find(text, "img").map(({ attributes }) => attributes.loading)).toEqual(["lazy"]);
  expect(find(text, "td")[0]?.text).toBe("b");
});

test("a listing can be scrolled with the keyboard", () => {
  expect(html("```\nx\n```")).toBe('<pre tabindex="0"><code>x\n</code></pre>');
});

test("a task is a box that cannot be ticked, with a name", () => {
  const boxes = find(html("- [x] a\n- [ ] b"), "input").map(({ attributes }) => attributes);
  expect(boxes).toEqual([
    { type: "checkbox", checked: "", disabled: "", "aria-label": "Done" },
    { type: "checkbox", disabled: "", "aria-label": "To do" },
  ]);
});

test("what GFM adds is there", () => {
  expect(html("~~a~~ b")).toBe("<p><del>a</del> b</p>");
  expect(html("~40 came, ~10 stayed~")).toBe("<p>~40 came, ~10 stayed~</p>");
});

test("the HTML that prose needs is kept", () => {
  const source =
    '<details open><summary>a</summary>b</details>\n\n<abbr title="c">d</abbr> <kbd>e</kbd> H<sub>2</sub>O <q>f</q> <mark>g</mark> <cite>h</cite> <ins>i</ins>\n\n<dl><dt>j</dt><dd>k</dd></dl>\n\n<p lang="fr" dir="ltr">l</p>';
  expect(html(source)).toBe(source.replaceAll("\n\n", "\n").replace(/(<abbr.*<\/ins>)/, "<p>$1</p>"));
});
