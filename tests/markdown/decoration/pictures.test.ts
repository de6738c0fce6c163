import { expect, test } from "vitest";
import { comment, find, post, rendered } from "../page";

const ELSEWHERE = "https://evil.example/p.gif";

test.each([
  ["a comment", comment],
  ["a post", post],
])("in %s, a picture of another site is a link to it, and counts as one", (_where, options) => {
  const { html, links } = rendered(`See ![the tracker](${ELSEWHERE}).`, options);
  expect(find(html, "img")).toEqual([]);
  expect(find(html, "a")[0]).toMatchObject({ text: "the tracker", attributes: { href: ELSEWHERE } });
  expect(links).toEqual([
    { href: ELSEWHERE, local: false, text: "the tracker", sentence: "See the tracker." },
  ]);
});

test.each([
  ["HTML", `<img src="${ELSEWHERE}">`],
  ["a reference", `![][p]\n\n[p]: ${ELSEWHERE}`],
  ["words that nobody sees", `![\u200b](${ELSEWHERE})`],
  ["no scheme", "![](//evil.example/p.gif)"],
  ["a table", `| ![](${ELSEWHERE}) |\n|---|`],
  ["a figure", `<figure><img src="${ELSEWHERE}"></figure>`],
])("without words of its own it is named by its address: %s", (_how, source) => {
  const { html } = rendered(source, comment);
  expect(find(html, "img")).toEqual([]);
  const [link] = find(html, "a");
  expect(link?.text).toBe(link?.attributes.href);
  expect(link?.attributes.href).toContain("evil.example/p.gif");
});

test("within a link its words stay, as no link can hold another", () => {
  const { html, links } = rendered(`[![cat](${ELSEWHERE})](/cats)`, comment);
  expect(find(html, "a").map(({ text, attributes }) => [text, attributes.href])).toEqual([["cat", "/cats"]]);
  expect(links).toHaveLength(1);
});

test("a picture of this site stays one", () => {
  expect(
    find(rendered("![cat](/cat.png) ![dog](https://longtable.example/dog.png)").html, "img"),
  ).toHaveLength(2);
});
