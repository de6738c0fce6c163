import { expect, test } from "vitest";
import { comment, find, post, rendered } from "../page";

const ELSEWHERE = "https://evil.example/p.gif";

test.each([
  ["a comment", comment],
  ["a post", post],
])("replaces an image of another site by a link in %s, and lists that link", (_where, options) => {
  const { html, links } = rendered(`See ![the tracker](${ELSEWHERE}).`, options);
  expect(find(html, "img")).toEqual([]);
  expect(find(html, "a")[0]).toMatchObject({ text: "the tracker", attributes: { href: ELSEWHERE } });
  expect(links).toEqual([
    { href: ELSEWHERE, local: false, text: "the tracker", sentence: "See the tracker." },
  ]);
});

test.each([
  ["HTML", `<img src="${ELSEWHERE}">`],
  ["a reference without alternative text", `![][p]\n\n[p]: ${ELSEWHERE}`],
  ["invisible alternative text", `![\u200b](${ELSEWHERE})`],
  ["an address without a scheme", "![](//evil.example/p.gif)"],
  ["an image in a table", `| ![](${ELSEWHERE}) |\n|---|`],
  ["an image in a figure", `<figure><img src="${ELSEWHERE}"></figure>`],
])("names the link by its address if the image has no visible alternative text: %s", (_how, source) => {
  const { html } = rendered(source, comment);
  expect(find(html, "img")).toEqual([]);
  const [link] = find(html, "a");
  expect(link?.text).toBe(link?.attributes.href);
  expect(link?.attributes.href).toContain("evil.example/p.gif");
});

test("leaves only the alternative text of an image inside a link, without a nested link", () => {
  const { html, links } = rendered(`[![cat](${ELSEWHERE})](/cats)`, comment);
  expect(find(html, "a").map(({ text, attributes }) => [text, attributes.href])).toEqual([["cat", "/cats"]]);
  expect(links).toHaveLength(1);
});

test("keeps images of this site", () => {
  expect(
    find(rendered("![cat](/cat.png) ![dog](https://longtable.example/dog.png)").html, "img"),
  ).toHaveLength(2);
});
