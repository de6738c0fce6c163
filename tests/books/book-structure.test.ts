// What may stand in what in a book (HTML, 4). EPUBCheck found each of these in a book that didn't change it.

import { expect, test } from "vitest";
import { toBookText } from "~/books/text/book-text";

const write = (html: string) =>
  toBookText(html, {
    ...{ prefix: "", takesNotes: false, rise: 0 },
    ...{ linkTo: (href: string) => href, picture: () => null },
  }).xhtml;

test.each([
  ["words in a list", "<ul>loose<li>a</li></ul>", "<ul><li>loose</li><li>a</li></ul>"],
  [
    "a number of an item that isn't in a numbered list",
    '<ul><li value="7">a</li></ul>',
    "<ul><li>a</li></ul>",
  ],
  ["an item outside lists", "<div><li>a</li></div>", "<div><div>a</div></div>"],
  ["terms without a description", "<dl><dt>a</dt></dl>", "<div><div>a</div></div>"],
  ["a description before its term", "<dl><dd>a</dd><dt>b</dt></dl>", "<div><div>a</div><div>b</div></div>"],
  ["terms with descriptions", "<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"],
  [
    "a heading in a term",
    "<dl><dt><h4>a</h4></dt><dd>b</dd></dl>",
    "<dl><dt><div>a</div></dt><dd>b</dd></dl>",
  ],
  ["a caption amid a figure", "<figure>a<figcaption>b</figcaption>c</figure>", "<div>a<div>b</div>c</div>"],
  [
    "a caption at the end of a figure",
    "<figure>a<figcaption>b</figcaption></figure>",
    "<figure>a<figcaption>b</figcaption></figure>",
  ],
  [
    "a foot before the body of a table",
    "<table><tfoot><tr><td>f</td></tr></tfoot><tbody><tr><td>b</td></tr></tbody></table>",
    "<table><tbody><tr><td>b</td></tr></tbody><tfoot><tr><td>f</td></tr></tfoot></table>",
  ],
  [
    "cells that span nothing",
    '<table><tbody><tr><td colspan="0" rowspan="2">a</td></tr></tbody></table>',
    '<table><tbody><tr><td rowspan="2">a</td></tr></tbody></table>',
  ],
  ["a paragraph in code", "<pre><p>a</p>b</pre>", "<pre>a\nb</pre>"],
  ["a reading without a base", "<ruby><rt>a</rt></ruby>", "a"],
  [
    "a base without a reading",
    "<ruby>漢<rt>かん</rt>字</ruby>",
    "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字",
  ],
  ["a direction that isn't said", "<bdo>a</bdo>", "<span>a</span>"],
  ["the end of a CDATA section", "<p>a ]]&gt; b</p>", "<p>a ]]&gt; b</p>"],
])("%s", (_what, html, xhtml) => {
  expect(write(html)).toBe(xhtml);
});
