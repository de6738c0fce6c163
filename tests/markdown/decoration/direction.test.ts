import { expect, test } from "vitest";
import { makeAbsolute } from "../../../app/markdown/absolute";
import { comment, post, rendered, siteUrl, tagsOf } from "../page";

/** Lists the elements that have a `dir` attribute, with its value. */
const directions = (source: string) =>
  tagsOf(rendered(source, comment).html).flatMap(({ name, attributes }) =>
    attributes.dir ? [`${name} ${attributes.dir}`] : [],
  );

test.each([
  ["in a left-to-right text", "Words.\n\n- more\n\n> quoted", []],
  ["in a right-to-left text", "مرحبا بالعالم.\n\n- واحد\n\n> اقتباس\n\n# عنوان", []],
  ["with a right-to-left paragraph", "Words.\n\nשלום עולם", ["p rtl"]],
  ["that begins right to left", "שלום עולם\n\nWords.", ["p ltr"]],
  ["with a right-to-left list and quotation", "Words.\n\n- א\n- ב\n\n> ג", ["ul rtl", "blockquote rtl"]],
  ["with list items in both directions", "Words.\n\n- א\n- more", ["ul rtl"]],
  [
    "with table cells in both directions",
    "Words.\n\n| א | b |\n|---|---|\n| c | ד |",
    ["div rtl", "th ltr", "td ltr"],
  ],
  ["with a single right-to-left word", "Words and שלום.", []],
  ["with code in right-to-left text", "استعمل `npm` الآن\n\n    npm ci", ["code ltr", "pre ltr"]],
  ["that begins with code", "`npm` استعمل\n\nWords", ["code ltr", "p ltr"]],
  ["that begins with an isolated name", "<bdi>שלום</bdi> came\n\nשלום", ["p rtl"]],
  ["with a dir attribute from its author", '<p dir="ltr">שלום</p>\n\nשלום', ["p ltr"]],
  ["whose first block has a dir attribute from its author", '<p dir="ltr">שלום</p>\n\nWords', ["p ltr"]],
  ["with right-to-left footnotes", "שלום[^1]\n\n[^1]: שלום", []],
])("marks only blocks of another direction in a text %s", (_name, source, marks) => {
  expect(directions(source)).toEqual(marks);
});

test("wraps a feed's text in dir=auto if it contains right-to-left letters", () => {
  expect(makeAbsolute("<p>שלום</p>", siteUrl)).toBe('<div dir="auto"><p>שלום</p></div>');
  expect(makeAbsolute("<p>Words</p>", siteUrl)).toBe("<p>Words</p>");
});

test("keeps the direction of a heading in a feed, where its permalink is removed", () => {
  const { html } = rendered("Words.\n\n## שלום", post);
  expect(makeAbsolute(html, siteUrl)).toContain('<h2 id="section-שלום" dir="rtl">');
});
