// Properties that hold for any text, checked on random texts that are composed of pieces which trouble
// parsers.
import fc from "fast-check";
import { expect, test } from "vitest";
import { decorate } from "../../app/markdown/decoration/decorate";
import { renderMarkdown } from "../../app/markdown/markdown";
import { parse, toHtml, toHtmlTree } from "../../app/markdown/pipeline";
import type { MarkdownOptions } from "../../app/markdown/rendered";
import { comment, find, idsOf, post, rendered } from "./page";
import { faults } from "./safety/safety";

const PIECES = (
  'a|word|Two words.| |\n|\n\n|  |\t|> |- |1. |- [ ] |    |# |### |***|**|*|_|`|```js\n|\n```\n|~~|~~~|[|](|](/a)|](<|)|]|[a]|[a]: /b "c"\n|' +
  '[^1]|\n\n[^1]: note |![|!|<b>|</b>|<a href="/x">|<a href=\'|</a>|<p>|</p>|<div>|</div>|<table>|<td>|</table>|<li>|<ul>|<h2 id=a>|<img src=x>|<input>|' +
  "<script>|</script>|<style>|<svg>|<math>|<template>|<select>|<!--|-->|<![CDATA[|]]>|<?|\\|&|&amp;|&#0;|\"|'|--|...|\0|\u202E|漢字|é|👨‍👩‍👧|https://a.example/b|www.c.example|d@e.example|" +
  "javascript:|//f.example|| a | b |\n|---|---|\n"
)
  .split("|")
  .map((piece) => piece || "|");

const texts = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 60, size: "max" })
  .map((pieces) => pieces.join(""));

/** Like `renderMarkdown`, but lets RangeErrors through. */
function strictly(source: string, options: MarkdownOptions) {
  const page = toHtmlTree(parse(source, { smart: true }), options.idPrefix ?? "");
  const derived = decorate(page, options);
  return { html: toHtml(page), ...derived };
}

test("applies smart punctuation to a summary and renders no Markdown in it", () => {
  expect(rendered("a", { ...post, summary: '*"Now"* -- and <b>then</b>...' }).summary).toBe(
    "*“Now”* – and <b>then</b>…",
  );
  expect(rendered("a").summary).toBe("");
});

test("any text gives safe HTML whose outline, links and excerpt agree with it", () => {
  const property = fc.property(texts, (source) => {
    for (const options of [post, comment]) {
      const page = strictly(source, options);
      expect(faults(page.html)).toEqual([]);
      const ids = idsOf(page.html);
      const hrefs = find(page.html, "a").map(({ attributes }) => attributes.href);
      expect(page.outline.filter(({ id }) => !ids.includes(id))).toEqual([]);
      expect(page.links.filter(({ href }) => !hrefs.includes(href))).toEqual([]);
      expect(page.links.filter(({ sentence }) => sentence.length > 300)).toEqual([]);
      expect(page.excerpt.length <= 280 && !page.excerpt.includes("\n")).toBe(true);
      expect(ids.filter((id) => !id.startsWith(options.idPrefix ?? ""))).toEqual([]);
    }
  });
  // Each run tests other texts. A failure prints the shortest failing text and its seed.
  fc.assert(property, { numRuns: 1_500 });
}, 120_000);

test("the same text gives the same result", () => {
  const property = fc.property(texts, (source) => {
    expect(renderMarkdown(source, post)).toEqual(renderMarkdown(source, post));
  });
  fc.assert(property, { numRuns: 50 });
});

test("never throws, whatever the string", () => {
  for (const source of ["", "\0", "\ud800", "\u{10ffff}", "\ufeff", "\r", "\u2028", "[^", "<", "&", "\\"]) {
    expect(renderMarkdown(source, post).ok).toBe(true);
  }
});

test("an empty text gives an empty result", () => {
  expect(rendered("")).toEqual({
    ok: true,
    html: "",
    excerpt: "",
    outline: [],
    wordCount: 0,
    links: [],
    mentions: [],
    pictures: 0,
    summary: "",
  });
});

test("renders a whole post as in the snapshot", () => {
  const source = [
    "# Part two",
    "",
    'We said "yes" in [the first part](https://longtable.example/posts/part-one). And then?',
    "",
    "> It was a long table.",
    "",
    "Nobody left[^1].",
    "",
    "[^1]: Almost nobody.",
  ].join("\n");
  expect(rendered(source)).toMatchSnapshot();
});
