import { expect, test } from "vitest";
import { smartLine } from "../../../app/markdown/syntax/smart-punctuation";
import { comment, rendered } from "../page";

test.each([
  ['"Quoted," she said.', "“Quoted,” she said."],
  ["It's the writers' table", "It’s the writers’ table"],
  ["one -- two --- three...", "one – two — three…"],
  ['*"a"* and "[b](/b)"', '<em>“a”</em> and “<a href="/b">b</a>”'],
  ['`"a" -- b`', '<code>"a" -- b</code>'],
])("sets typographic punctuation: %s", (source, html) => {
  expect(rendered(source, comment).html).toBe(`<p>${html}</p>`);
});

test.each([
  ['<code>grep --color "x"</code>', '<code>grep --color "x"</code>'],
  ['<kbd>"</kbd>, <samp>a -- b...</samp>', '<kbd>"</kbd>, <samp>a -- b...</samp>'],
  ['<code>*"a"* -- [b](/b)</code> "c"', '<code><em>"a"</em> -- <a href="/b">b</a></code> “c”'],
  ["Use --dry-run, or --color=auto.", "Use --dry-run, or --color=auto."],
  ['--grep="a -- b" and "c"', '--grep="a -- b" and “c”'],
  ["(--force) \"--force\" '--force'", "(--force) “--force” ‘--force’"],
  ['<code>grep l\'"x"</code>, l\'"x"', '<code>grep l\'"x"</code>, l’“x”'],
  ["`a` --b var(--ink)", "<code>a</code> --b var(--ink)"],
  ["git log --oneline --graph", "git log --oneline --graph"],
])("leaves code and command-line options as typed: %s", (source, html) => {
  expect(rendered(source, comment).html).toBe(`<p>${html}</p>`);
});

test.each([
  ["mi hermano --el mayor-- vino", "mi hermano –el mayor– vino"],
  ["pages 3--5 and A--B", "pages 3–5 and A–B"],
  ["one ---two--- three", "one —two— three"],
  ["a -- b", "a – b"],
])("sets dashes: %s", (source, html) => {
  expect(rendered(source, comment).html).toBe(`<p>${html}</p>`);
});

test.each([
  ["L'\"histoire\" de l'art", "L’“histoire” de l’art"],
  ['qu\'*"on"* lise', "qu’<em>“on”</em> lise"],
  ['dell\'"arte"', "dell’“arte”"],
  ["\"'Quoted' words\" and 'single'", "“‘Quoted’ words” and ‘single’"],
])("keeps the apostrophe of an elision: %s", (source, html) => {
  expect(rendered(source, comment).html).toBe(`<p>${html}</p>`);
});

test("sets a block as if it stood alone, whatever stands before it", () => {
  const alone = rendered("'s morgens", comment).html;
  expect(alone).toBe("<p>’s morgens</p>");
  for (const before of ["One", "One.", '"One"', "| a |\n| - |\n| 'b |"])
    expect(rendered(`${before}\n\n's morgens`, comment).html).toContain(alone);
});

test("ends an unclosed code element with its block", () => {
  expect(rendered('<code>"a"\n\n"b"', comment).html).toContain("<p>“b”</p>");
});

test("sets typographic punctuation in plain text, without rendering Markdown", () => {
  expect(smartLine('*Not* "emphasised" -- use --dry-run...')).toBe("*Not* “emphasised” – use --dry-run…");
});

test("leaves the text of an autolink as typed", () => {
  const { html } = rendered("<https://a.example/b--c...> www.a.example/d--e");
  expect(html).toContain(">https://a.example/b--c...</a>");
  expect(html).toContain(">www.a.example/d--e</a>");
});

test("leaves a code block as typed", () => {
  expect(rendered('    "a" -- b', comment).html).toBe('<pre tabindex="0"><code>"a" -- b\n</code></pre>');
});
