import { expect, test } from "vitest";
import { comment, find, post, rendered } from "../page";

test("ends an unclosed link or emphasis with its paragraph", () => {
  expect(rendered("a <a href=/x>b\n\nc\n\n- d", comment).html).toBe(
    '<p>a <a href="/x">b</a></p>\n<p>c</p>\n<ul>\n<li>d</li>\n</ul>',
  );
  expect(rendered("a <b>b\n\nc", comment).html).toBe("<p>a <b>b</b></p>\n<p>c</p>");
});

test("never nests links", () => {
  const { html } = rendered("<a href=/x>\n\n## a\n\nb [c](/c) https://d.example", post);
  expect(html).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /s);
  expect(find(html, "h2")[0]?.attributes.id).toBe("section-a");
});

test("turns an author's section into a div", () => {
  expect(rendered("<section>a</section>", comment).html).toBe("<div>a</div>");
});

test("removes a checkbox outside a task list", () => {
  expect(rendered('a <input type="checkbox" checked> b', comment).html).toBe("<p>a  b</p>");
});

test.each([
  [
    "in a cell",
    "<table><tr><td><a href=/x><p>One <b>b</b></p></a></td></tr></table>",
    '<p><a href="/x">One <b>b</b></a></p>',
  ],
  ["in a part of the page", "<div><a href=/x>\n<h3>T</h3>\n</a></div>", '<a href="/x">T</a>'],
])("keeps a link around one paragraph or heading %s, inside it", (_where, source, html) => {
  expect(rendered(source, post).html).toContain(html);
});

test("removes what the parser leaves of a link around paragraphs", () => {
  const { html } = rendered("<a href=/x><p>One</p><p>Two</p></a>", comment);
  expect(html.match(/<a [^>]*>[^<]*<\/a>/g)).toEqual(['<a href="/x">One</a>', '<a href="/x">Two</a>']);
});
