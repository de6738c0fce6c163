import { expect, test } from "vitest";
import { makeAbsolute } from "~/markdown/absolute";
import { renderMarkdown } from "~/markdown/markdown";

const BASE = "https://longtable.example/posts/one";

test.each([
  ['<a href="/posts/two#p-1">two</a>', '<a href="https://longtable.example/posts/two#p-1">two</a>'],
  ['<a href="#fn-1">1</a>', '<a href="https://longtable.example/posts/one#fn-1">1</a>'],
  ['<img src="/media/a.png" alt="A">', '<img src="https://longtable.example/media/a.png" alt="A">'],
  ['<blockquote cite="/x">Q</blockquote>', '<blockquote cite="https://longtable.example/x">Q</blockquote>'],
  ['<a href="https://else.example/?a=1&#x26;b">e</a>', '<a href="https://else.example/?a=1&#x26;b">e</a>'],
  ['<a href="mailto:a@b.example">m</a>', '<a href="mailto:a@b.example">m</a>'],
  ['<p>href="/x" is text &#x3C;b></p>', '<p>href="/x" is text &#x3C;b></p>'],
])("resolves addresses in %s", (html, whole) => {
  expect(makeAbsolute(html, BASE)).toBe(whole);
});

test("keeps the direction of a heading without the box that had it", () => {
  const rendered = renderMarkdown("Words.\n\n## שלום", {
    kind: "post",
    siteUrl: "https://longtable.example",
  });
  if (!rendered.ok) throw new Error(rendered.reason);
  expect(rendered.html).toContain('<div class="heading" dir="rtl"><h2 id=');
  expect(makeAbsolute(rendered.html, BASE)).toMatch(/<h2 id="[^"]+" dir="rtl">שלום<\/h2>/);
});

test("keeps the text and removes paragraph and heading permalinks", () => {
  const source = "## Part\n\nOne, see [two](/posts/two).[^1]\n\n> Quoted\n\n[^1]: A note.";
  const text = renderMarkdown(source, { kind: "post", siteUrl: "https://longtable.example" });
  if (!text.ok) throw new Error(text.reason);
  expect(text.html).toMatch(/¶.*#<\/a>|#<\/a>.*¶/s);
  const whole = makeAbsolute(text.html, BASE);
  expect(whole).toMatch(/^<h2 id="section-part">Part<\/h2>/);
  expect(whole).not.toMatch(/¶|>#<|href="[#/]/);
  expect(whole).toContain("Quoted");
  expect(whole).toContain("A note.");
});

test("makes links of pictures where they aren't to be loaded, with their words, and none in a link", () => {
  const picture = (alt: string) =>
    `<picture><source srcset="/media/a/480.webp 480w"><img src="/media/a/b.jpg" alt="${alt}"></picture>`;
  const html = `<figure>${picture("Cups")}</figure><p>${picture("")}<a href="/x">${picture("Tea")}</a></p>`;
  expect(makeAbsolute(html, BASE, { linksPictures: true })).toBe(
    '<figure><a href="https://longtable.example/media/a/b.jpg">Cups</a></figure>' +
      '<p><a href="https://longtable.example/media/a/b.jpg">Picture</a>' +
      '<a href="https://longtable.example/x">Tea</a></p>',
  );
});
