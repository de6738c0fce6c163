import { expect, test } from "vitest";
import { fromHtml } from "~/markdown/pasted/from-html";
import { MAX_PASTE_CHARS } from "~/markdown/pasted/paste-limits";

const convert = (html: string) => {
  const result = fromHtml(html);
  return result.ok ? result.markdown : result.reason;
};

test.each([
  ["emphasis", "<p>An <em>odd</em> and <strong>loud</strong> word.</p>", "An *odd* and **loud** word."],
  ["a link", '<p><a href="https://a.example/x">There</a></p>', "[There](https://a.example/x)"],
  [
    "a link around paragraphs as one in each",
    '<a href="https://a.example/"><h2>T</h2><div>One<p>Two <b>b</b></p></div></a>',
    "## [T](https://a.example/)\n\n[One](https://a.example/)\n\n[Two **b**](https://a.example/)",
  ],
  [
    "a link around a list as one in each item",
    '<a href="https://a.example/"><ul><li>One</li><li>Two</li></ul></a>',
    "- [One](https://a.example/)\n- [Two](https://a.example/)",
  ],
  [
    "no link without words",
    '<p>x <a href="https://a.example/"><p>One</p></a> <a href="https://a.example/"> </a>y</p>',
    "x\n\n[One](https://a.example/)\n\ny",
  ],
  ["a bare address as one", "<p>At https://a.example/x_y now</p>", "At https://a.example/x_y now"],
  ["a list in a list", "<ul><li>One<ul><li>Two</li></ul></li></ul>", "- One\n  - Two"],
  ["a quotation", "<blockquote><p>Said.</p></blockquote>", "> Said."],
  ["program text without a code element", "<pre>a  b\nc</pre>", "```\na  b\nc\n```"],
  ["a table", "<table><tr><th>A</th></tr><tr><td>1</td></tr></table>", "| A |\n| - |\n| 1 |"],
  ["headings, one level below the page's title", "<h1>T</h1><h2>S</h2>", "## T\n\n### S"],
  ["headings without a title as they are", "<h2>S</h2><p>a</p>", "## S\n\na"],
  [
    "nothing of what isn't read",
    "<style>p{}</style><!--x--><title>t</title><p>a</p><script>b()</script>",
    "a",
  ],
  ["nothing of what isn't shown", '<p>a<span style="display: none">b</span></p>', "a"],
  [
    "characters that mean something",
    "<p>2 * 3 * 4 and [x] and &lt;b&gt;</p>",
    "2 \\* 3 \\* 4 and \\[x] and \\<b>",
  ],
])("writes %s", (_what, html, markdown) => {
  expect(convert(html)).toBe(markdown);
});

test("keeps the text of a link whose address is a program or of another page", () => {
  expect(convert('<p><a href="javascript:x()">Press</a> <a href="#n">1</a> <a href="/a">b</a></p>')).toBe(
    "Press 1 b",
  );
});

test("marks and counts pictures, foreign ones and those in the text", () => {
  const result = fromHtml(
    '<p>Before <img src="https://a.example/p.png" alt="A desk"> and <img src="data:image/png;base64,AAAA"> after.</p>',
  );
  expect(result).toEqual({
    ok: true,
    markdown: "Before (Picture left out: A desk) and (Picture left out) after.",
    pictures: 2,
  });
});

test("reads the styles of Google Docs", () => {
  expect(
    convert(
      '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:400">Some </span><span style="font-weight:700">bold</span><span style="font-style:italic"> slanted</span></p></b>',
    ),
  ).toBe("Some **bold** *slanted*");
});

test("reads the lists of Word", () => {
  const item = (mark: string, text: string) =>
    `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp;&nbsp;</span></span><![endif]>${text}</p>\n`;
  expect(convert(`<p>First:</p>${item("·", "one")}${item("·", "two")}<p>Then:</p>${item("1.", "uno")}`)).toBe(
    "First:\n\n- one\n- two\n\nThen:\n\n1. uno",
  );
});

test.each([
  ["deep", "<div>".repeat(20_000), /^(markdown.too-deep)?$/],
  ["unclosed", "<b><i><a href='https://a.example'>".repeat(5_000), /./],
  ["long", "x".repeat(MAX_PASTE_CHARS + 1), /^markdown.too-long$/],
])("answers %s input without an error", (_what, html, expected) => {
  expect(convert(html)).toMatch(expected);
});
