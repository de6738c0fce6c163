import { expect, test } from "vitest";
import { makeAbsolute } from "../../../app/markdown/absolute";
import { comment, post, rendered, siteUrl, tagsOf } from "../page";

/** The elements that say which way they run. */
const directions = (source: string) =>
  tagsOf(rendered(source, comment).html).flatMap(({ name, attributes }) =>
    attributes.dir ? [`${name} ${attributes.dir}`] : [],
  );

test.each([
  ["of one direction", "Words.\n\n- more\n\n> quoted", []],
  ["of the other direction", "مرحبا بالعالم.\n\n- واحد\n\n> اقتباس\n\n# عنوان", []],
  ["with a paragraph the other way", "Words.\n\nשלום עולם", ["p rtl"]],
  ["that begins the other way", "שלום עולם\n\nWords.", ["p ltr"]],
  ["with a list and a quotation the other way", "Words.\n\n- א\n- ב\n\n> ג", ["ul rtl", "blockquote rtl"]],
  ["with a list whose points run both ways", "Words.\n\n- א\n- more", ["ul rtl"]],
  [
    "with a table whose cells do",
    "Words.\n\n| א | b |\n|---|---|\n| c | ד |",
    ["div rtl", "th ltr", "td ltr"],
  ],
  ["with a word of the other direction", "Words and שלום.", []],
  ["with code in it", "استعمل `npm` الآن\n\n    npm ci", ["code ltr", "pre ltr"]],
  ["that begins with code", "`npm` استعمل\n\nWords", ["code ltr", "p ltr"]],
  ["that begins with an isolated name", "<bdi>שלום</bdi> came\n\nשלום", ["p rtl"]],
  ["whose writer said it himself", '<p dir="ltr">שלום</p>\n\nשלום', ["p ltr"]],
  ["whose first block is its writer's word", '<p dir="ltr">שלום</p>\n\nWords', ["p ltr"]],
  ["with notes", "שלום[^1]\n\n[^1]: שלום", []],
])("a text %s marks the blocks that run otherwise", (_name, source, marks) => {
  expect(directions(source)).toEqual(marks);
});

test("a text for a feed is told to run its own way, if any of it runs from the right", () => {
  expect(makeAbsolute("<p>שלום</p>", siteUrl)).toBe('<div dir="auto"><p>שלום</p></div>');
  expect(makeAbsolute("<p>Words</p>", siteUrl)).toBe("<p>Words</p>");
});

test("a heading the other way runs so in a feed too, where the link beside it is left out", () => {
  const { html } = rendered("Words.\n\n## שלום", post);
  expect(makeAbsolute(html, siteUrl)).toContain('<h2 id="section-שלום" dir="rtl">');
});
