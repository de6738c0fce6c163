import { expect, test } from "vitest";
import { comment, find, idsOf, post, rendered, tagsOf } from "../page";
import { faults } from "../safety/safety";

const NOTE = "\n\n[^1]: Note.\n[^2]: Other.";
const mark = (number: number) =>
  `<sup><a href="#fn-${number}" id="fnref-${number}" class="footnote-ref" role="doc-noteref" aria-describedby="footnote-label">${number}</a></sup>`;
const link = (words: string) =>
  `<a href="https://x.example" class="elsewhere" rel="nofollow ugc noopener">${words}</a>`;

test.each([
  ["in a link", "[a text[^1]](https://x.example) b", `${link("a text")}${mark(1)} b`],
  ["at the start of a link", "[[^1] a](https://x.example) b", `${link(" a")}${mark(1)} b`],
  ["in emphasis in a link", "[a *b[^1]*](https://x.example)", `${link("a <em>b</em>")}${mark(1)}`],
  ["in a link in emphasis", "*[a[^1]](https://x.example) b*", `<em>${link("a")}${mark(1)} b</em>`],
  ["in a reference link", "[a[^1]][x]\n\n[x]: https://x.example", `${link("a")}${mark(1)}`],
  ["twice in a link", "[a[^1] b[^2]](https://x.example)", `${link("a b")}${mark(1)}${mark(2)}`],
  [
    "in an HTML link",
    '<a href="https://x.example">a[^1] *b[^2]*</a> c',
    `${link("a <em>b</em>")}${mark(1)}${mark(2)} c`,
  ],
  ["in an unclosed HTML link", '<a href="https://x.example">a[^1] b', `${link("a b")}${mark(1)}`],
  ["in an anchor without href", '<a id="x">a[^1]</a> b', null],
])("moves a footnote reference %s behind the link, with working back links", (_name, source, html) => {
  const page = rendered(source + NOTE, { ...comment, idPrefix: "" }).html;
  if (html !== null) expect(page).toContain(`<p>${html}</p>`);
  const back = find(page, "a").filter(({ attributes }) => attributes.role === "doc-backlink");
  for (const { attributes } of back) expect(idsOf(page)).toContain(attributes.href?.slice(1));
  expect(back.length).toBeGreaterThan(0);
  expect(faults(page)).toEqual([]);
});

test("leaves a reference in place after an unclosed anchor without href", () => {
  const [paragraph] = find(rendered(`<a name="x">a[^1] b${NOTE}`, comment).html, "p");
  expect(paragraph?.text).toBe("a1 b");
});

test("never nests links, however they are typed", () => {
  const sources = [
    "[see https://a.example](https://b.example)",
    "[see www.a.example.](https://b.example)",
    "[a@b.example](https://b.example)",
    "[*<https://a.example>*](https://b.example)",
    '<a href="https://a.example">b [c](https://d.example) https://e.example</a>',
    "[![a[^1]](/a.png)[^1]](https://b.example)\n\n[^1]: c",
    "# [a[^1]](https://b.example)\n\n[^1]: [c[^1]](https://d.example)",
  ];
  for (const source of sources)
    for (const options of [post, comment]) {
      const { html } = rendered(source, options);
      expect(html, source).not.toMatch(/<a [^>]*>(?:(?!<\/a>)[\s\S])*<a /);
      expect(
        tagsOf(html).filter(({ name, text }) => name === "sup" && text === ""),
        source,
      ).toEqual([]);
    }
});
