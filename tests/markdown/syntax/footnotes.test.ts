import { expect, test } from "vitest";
import { comment, find, idsOf, post, rendered } from "../page";

const SOURCE = "One[^smith], two[^b], again[^smith].\n\n[^smith]: First.\n[^b]: Second.";

test("numbers footnotes in reading order, whatever their labels, and links there and back", () => {
  const { html } = rendered(SOURCE, { ...post, kind: "comment" });
  expect(idsOf(html)).toEqual(["fnref-1", "fnref-2", "fnref-1-2", "footnote-label", "fn-1", "fn-2"]);
  const links = find(html, "a").map(({ attributes }) => attributes.href);
  expect(links).toEqual(["#fn-1", "#fn-2", "#fn-1", "#fnref-1", "#fnref-1-2", "#fnref-2"]);
});

test("gives footnotes the roles and names for screen readers", () => {
  const { html } = rendered(SOURCE);
  expect(find(html, "section")[0]?.attributes).toEqual({
    class: "footnotes",
    "data-footnotes": "",
    role: "doc-endnotes",
  });
  const reference = find(html, "a").find(({ attributes }) => attributes.id === "fnref-1");
  expect(reference?.attributes).toMatchObject({ role: "doc-noteref", "aria-describedby": "footnote-label" });
  const back = find(html, "a").filter(({ attributes }) => attributes.role === "doc-backlink");
  expect(back.map(({ attributes }) => attributes["aria-label"])).toEqual([
    "Back to reference 1",
    "Back to reference 1-2",
    "Back to reference 2",
  ]);
});

test("prefixes all footnote ids, so that two texts can share a page", () => {
  const { html } = rendered(SOURCE, comment);
  expect(idsOf(html).every((id) => id.startsWith("c-1f3a-"))).toBe(true);
  const hrefs = find(html, "a").map(({ attributes }) => attributes.href ?? "");
  expect(hrefs.every((href) => idsOf(html).includes(href.slice(1)))).toBe(true);
});

test("titles the footnotes “Notes”, at the top heading level of the text", () => {
  expect(find(rendered(SOURCE).html, "h2")[0]?.text).toBe("Notes");
  expect(find(rendered(SOURCE, comment).html, "h4")[0]?.text).toBe("Notes");
});

test("keeps ids unique if a label looks like a second reference", () => {
  const { html } = rendered("a[^x] b[^x] c[^x-2]\n\n[^x]: 1\n[^x-2]: 2");
  const ids = idsOf(html);
  expect(new Set(ids).size).toBe(ids.length);
});

test("numbers a footnote inside a footnote", () => {
  const { html } = rendered("a[^1]\n\n[^1]: b[^2]\n[^2]: c", comment);
  expect(find(html, "li").map(({ attributes }) => attributes.id)).toEqual(["c-1f3a-fn-1", "c-1f3a-fn-2"]);
});

test("leaves a reference without a footnote as typed", () => {
  expect(rendered("a[^1]", comment).html).toBe("<p>a[^1]</p>");
});

test("does not treat an author's HTML as footnotes", () => {
  const { html } = rendered(
    '<section data-footnotes><ol><li id="fn-1">x</li></ol></section> <a data-footnote-ref href="#fn-1">1</a>',
  );
  expect(html).not.toContain("<section");
  expect(html).not.toContain("doc-noteref");
  expect(idsOf(html).filter((id) => !id.startsWith("p-"))).toEqual(["user-fn-1"]);
});
