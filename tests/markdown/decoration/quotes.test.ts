import { expect, test } from "vitest";
import { comment, post, rendered } from "../page";

const SLOT = '<p class="quote-source" data-quote="/comments/34"><a href="/comments/34">34</a>:</p>';

test.each([
  ["alone", "> [34](/comments/34)\n>\n> Words", `<blockquote>\n${SLOT}\n<p>Words</p>\n</blockquote>`],
  ["with a colon", "> [34](/comments/34):\n>\n> Words", `<blockquote>\n${SLOT}\n<p>Words</p>\n</blockquote>`],
  ["above a line", "> [34](/comments/34):\n> Words", `<blockquote>\n${SLOT}\n<p>Words</p>\n</blockquote>`],
  [
    "above a broken line",
    "> [34](/comments/34)  \n> Words",
    `<blockquote>\n${SLOT}\n<p>Words</p>\n</blockquote>`,
  ],
  [
    "with the site's address",
    "> [34](https://longtable.example/comments/34)",
    `<blockquote>\n${SLOT}\n</blockquote>`,
  ],
])(
  "makes an attribution of a quotation's first line that is a link to a response: %s",
  (_case, source, html) => {
    expect(rendered(source, comment).html).toBe(html);
  },
);

test.each([
  ["a response in its place", "/posts/a-post?page=2#comment-34"],
  ["a post", "/posts/a-post"],
  ["a paragraph", "/posts/a-post#p-abcdef"],
])("the link may lead to %s", (_case, href) => {
  expect(rendered(`> [x](${href}):\n>\n> Words`, comment).html).toContain(`data-quote="${href}"`);
});

test.each([
  ["with other words on its line", "> [34](/comments/34) and more"],
  ["after other words", "> See [34](/comments/34)"],
  ["outside a quotation", "[34](/comments/34):"],
  ["to another site", "> [34](https://other.example/comments/34)"],
  ["to a number that is none", "> [34](/comments/99999999999)"],
  ["to another page", "> [34](/people/ada)"],
])("a link is no attribution: %s", (_case, source) => {
  expect(rendered(source, comment).html).not.toContain("data-quote");
});

test("each quotation within another has its own, and fifty in a text at most", () => {
  const nested = rendered("> [1](/comments/1):\n>\n> > [2](/comments/2):\n> >\n> > Words", comment).html;
  expect(nested.match(/data-quote="\/comments\/\d"/g)).toEqual([
    'data-quote="/comments/1"',
    'data-quote="/comments/2"',
  ]);
  const many = Array.from({ length: 60 }, (_, at) => `> [x](/comments/${at + 1}):\n\nand\n\n`).join("");
  expect(rendered(many, comment).html.match(/data-quote/g)).toHaveLength(50);
});

test("an attribution is no paragraph to link to, and no excerpt", () => {
  const { html, excerpt } = rendered("> [34](/comments/34):\n>\n> Words", post);
  expect(html).toContain(SLOT);
  expect(excerpt).toBe("Words");
});
