import { expect, test } from "vitest";
import { comment, find, post, rendered } from "../page";

const links = (source: string) => rendered(source).links;

test("stores a link to this site root-relative, with its text and sentence", () => {
  expect(
    links("One here. Two has [a *link*](https://longtable.example/posts/x?a=b#c) in it. Three."),
  ).toEqual([{ href: "/posts/x?a=b#c", local: true, text: "a link", sentence: "Two has a link in it." }]);
});

test("lists the same addresses as the HTML contains", () => {
  const { html, links } = rendered(
    "[a](https://a.example/?x=1&y=2) <https://longtable.example/b> www.c.example",
  );
  const hrefs = find(html, "a").flatMap(({ attributes }) =>
    attributes.class === "pilcrow" ? [] : [attributes.href],
  );
  expect(links.map(({ href }) => href)).toEqual(hrefs);
  expect(hrefs).toEqual(["https://a.example/?x=1&y=2", "/b", "http://www.c.example"]);
});

test("lists links in reading order, including lists, tables, quotations and footnotes", () => {
  const source =
    "[1](/1)[^n]\n\n- [2](/2)\n  - [3](/3)\n\n> [4](/4)\n\n| [5](/5) |\n|--|\n| [6](/6) |\n\n## [7](/7)\n\n[^n]: [8](/8)";
  expect(links(source).map(({ href }) => href)).toEqual(["/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8"]);
});

test("leaves nested items out of a list item's sentence", () => {
  expect(links("- See [a](/a)\n  - not this\n- nor this")[0]?.sentence).toBe("See a");
});

test("does not list e-mail links, in-page links, footnotes or removed addresses", () => {
  expect(links("[a](mailto:a@b.example) [b](#b) [c](comment:key) [d](d.html) [^1]\n\n[^1]: x")).toEqual([]);
});

test("keeps the text of a link whose address is not allowed", () => {
  const { html } = rendered("[reply](comment:key)");
  expect(html).toContain("<a>reply</a>");
});

test.each([
  ["sets rel=noopener in a post", post, "noopener"],
  ["adds nofollow and ugc in a comment", comment, "nofollow ugc noopener"],
])("links to other sites: %s", (_name, options, rel) => {
  const [away, here] = find(rendered("[a](https://a.example) [b](/b)", options).html, "a");
  expect(away?.attributes).toEqual({ href: "https://a.example", class: "elsewhere", rel });
  expect(here?.attributes).toEqual({ href: "/b" });
});

test("does not mark an e-mail link as another site", () => {
  expect(find(rendered("<a@b.example>").html, "a")[0]?.attributes).toEqual({ href: "mailto:a@b.example" });
});

test("gives a sentence to a link around an image", () => {
  expect(links("Look: [![cat](/cat.png)](/cats) there.")).toEqual([
    { href: "/cats", local: true, text: "", sentence: "Look: there." },
  ]);
});

test.each([
  ["in an inline link", "[a](Https://a.example/B)"],
  ["in a reference link", "[a][r]\n\n[r]: HTTPS://a.example/B"],
  ["in an autolink", "<Https://a.example/B>"],
  ["in a bare URL", "Https://a.example/B"],
  ["in HTML", '<a href="hTTps://a.example/B">a</a>'],
  ["in HTML, with spaces around it", '<a href=" Https://a.example/B ">a</a>'],
  ["in an image on another site", "![a](Https://a.example/B)"],
])("lowercases a capitalised scheme %s and keeps the link", (_name, source) => {
  const { html, links } = rendered(source, comment);
  expect(find(html, "a")[0]?.attributes.href).toBe("https://a.example/B");
  expect(links.map(({ href }) => href)).toEqual(["https://a.example/B"]);
});

test("lowercases capitalised schemes of e-mail links, cite, images and local links", () => {
  const source =
    '<a href="MailTo:a@b.example">a</a> <q cite="Https://c.example">b</q> <img src="HTTP://Longtable.example/d.png">';
  const { html } = rendered(source, comment);
  expect(find(html, "a")[0]?.attributes.href).toBe("mailto:a@b.example");
  expect(find(html, "q")[0]?.attributes.cite).toBe("https://c.example");
  expect(find(html, "img")[0]?.attributes.src).toBe("/d.png");
  expect(links("Https://Longtable.example/posts/x")[0]).toMatchObject({ href: "/posts/x", local: true });
});
