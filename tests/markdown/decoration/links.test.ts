import { expect, test } from "vitest";
import { comment, find, post, rendered } from "../page";

const links = (source: string) => rendered(source).links;

test("a link to this site is stored from the root, with the sentence that holds it", () => {
  expect(
    links("One here. Two has [a *link*](https://longtable.example/posts/x?a=b#c) in it. Three."),
  ).toEqual([{ href: "/posts/x?a=b#c", local: true, text: "a link", sentence: "Two has a link in it." }]);
});

test("what is listed is what stands in the page", () => {
  const { html, links } = rendered(
    "[a](https://a.example/?x=1&y=2) <https://longtable.example/b> www.c.example",
  );
  const hrefs = find(html, "a").flatMap(({ attributes }) =>
    attributes.class === "pilcrow" ? [] : [attributes.href],
  );
  expect(links.map(({ href }) => href)).toEqual(hrefs);
  expect(hrefs).toEqual(["https://a.example/?x=1&y=2", "/b", "http://www.c.example"]);
});

test("links are listed in reading order, also from lists, tables, quotes and notes", () => {
  const source =
    "[1](/1)[^n]\n\n- [2](/2)\n  - [3](/3)\n\n> [4](/4)\n\n| [5](/5) |\n|--|\n| [6](/6) |\n\n## [7](/7)\n\n[^n]: [8](/8)";
  expect(links(source).map(({ href }) => href)).toEqual(["/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8"]);
});

test("a list item's sentence leaves the items in it alone", () => {
  expect(links("- See [a](/a)\n  - not this\n- nor this")[0]?.sentence).toBe("See a");
});

test("mail, places in this page, footnotes and dead addresses are not listed", () => {
  expect(links("[a](mailto:a@b.example) [b](#b) [c](comment:key) [d](d.html) [^1]\n\n[^1]: x")).toEqual([]);
});

test("an address that may not stand there leaves its words", () => {
  const { html } = rendered("[reply](comment:key)");
  expect(html).toContain("<a>reply</a>");
});

test.each([
  ["a post vouches for its links", post, "noopener"],
  ["a comment does not", comment, "nofollow ugc noopener"],
])("%s", (_name, options, rel) => {
  const [away, here] = find(rendered("[a](https://a.example) [b](/b)", options).html, "a");
  expect(away?.attributes).toEqual({ href: "https://a.example", class: "elsewhere", rel });
  expect(here?.attributes).toEqual({ href: "/b" });
});

test("a mail address is no other site", () => {
  expect(find(rendered("<a@b.example>").html, "a")[0]?.attributes).toEqual({ href: "mailto:a@b.example" });
});

test("a link around a picture, and one within another block, have a sentence", () => {
  expect(links("Look: [![cat](/cat.png)](/cats) there.")).toEqual([
    { href: "/cats", local: true, text: "", sentence: "Look: there." },
  ]);
});

test.each([
  ["in brackets", "[a](Https://a.example/B)"],
  ["as a reference", "[a][r]\n\n[r]: HTTPS://a.example/B"],
  ["between angle brackets", "<Https://a.example/B>"],
  ["bare", "Https://a.example/B"],
  ["as HTML", '<a href="hTTps://a.example/B">a</a>'],
  ["as HTML, with spaces around it", '<a href=" Https://a.example/B ">a</a>'],
  ["of a picture of another site", "![a](Https://a.example/B)"],
])("a scheme with capitals keeps its address %s", (_name, source) => {
  const { html, links } = rendered(source, comment);
  expect(find(html, "a")[0]?.attributes.href).toBe("https://a.example/B");
  expect(links.map(({ href }) => href)).toEqual(["https://a.example/B"]);
});

test("a scheme with capitals keeps mail, sources of quotations, and pictures and pages of this site", () => {
  const source =
    '<a href="MailTo:a@b.example">a</a> <q cite="Https://c.example">b</q> <img src="HTTP://Longtable.example/d.png">';
  const { html } = rendered(source, comment);
  expect(find(html, "a")[0]?.attributes.href).toBe("mailto:a@b.example");
  expect(find(html, "q")[0]?.attributes.cite).toBe("https://c.example");
  expect(find(html, "img")[0]?.attributes.src).toBe("/d.png");
  expect(links("Https://Longtable.example/posts/x")[0]).toMatchObject({ href: "/posts/x", local: true });
});
