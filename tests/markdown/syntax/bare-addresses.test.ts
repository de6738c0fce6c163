import type { Root } from "mdast";
import { expect, test } from "vitest";
import { cutBareAddresses } from "../../../app/markdown/syntax/bare-addresses";
import { comment, find, rendered } from "../page";

const linked = (source: string) => {
  const { html } = rendered(source, comment);
  return { hrefs: find(html, "a").map(({ attributes }) => attributes.href), text: find(html, "p")[0]?.text };
};

test.each([
  ["a full stop", "https://example.com/foo。次", ["https://example.com/foo"]],
  ["a comma", "见https://example.com/foo，然后", ["https://example.com/foo"]],
  ["brackets", "（https://example.com/foo）です", ["https://example.com/foo"]],
  ["quotation marks", "「https://example.com/foo」です", ["https://example.com/foo"]],
  ["an opening bracket", "https://example.com/foo（笑）", ["https://example.com/foo"]],
  [
    "a full stop before another URL",
    "https://a.example/b。www.c.example/d、終",
    ["https://a.example/b", "http://www.c.example/d"],
  ],
  ["an Arabic comma", "https://example.com/foo، ثم", ["https://example.com/foo"]],
  ["a curly quotation mark", "“https://example.com/foo”", ["https://example.com/foo"]],
  [
    "a full stop after non-ASCII letters",
    "https://ja.example/図書館。次",
    ["https://ja.example/%E5%9B%B3%E6%9B%B8%E9%A4%A8"],
  ],
])("ends a bare URL at %s, and keeps the whole text", (_name, source, hrefs) => {
  expect(linked(source)).toEqual({ hrefs, text: source });
});

test("keeps URLs in angle brackets and in inline links whole", () => {
  const { hrefs } = linked(
    "<https://a.example/b。c> [d](https://a.example/e。f) [https://a.example/。](https://a.example/。)",
  );
  expect(hrefs.map((href) => decodeURI(href ?? ""))).toEqual([
    "https://a.example/b。c",
    "https://a.example/e。f",
    "https://a.example/。",
  ]);
});

test("links an e-mail address that begins like a URL as e-mail", () => {
  expect(linked("httpd@example.org, www.ada@example.org").hrefs).toEqual([
    "mailto:httpd@example.org",
    "mailto:www.ada@example.org",
  ]);
});

test("does not link a scheme without a host", () => {
  expect(linked("https://。次").hrefs).toEqual([]);
});

test("links all 14,000 URLs in a text without spaces", () => {
  const source = "https://a。".repeat(14_000);
  const link = { type: "link" as const, url: source, children: [{ type: "text" as const, value: source }] };
  const tree: Root = { type: "root", children: [link] };
  cutBareAddresses(tree, "");
  expect(tree.children.filter(({ type }) => type === "link")).toHaveLength(14_000);
});
