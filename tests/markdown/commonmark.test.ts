// The 652 examples of the CommonMark specification: what we make of the Markdown must be what we make of the HTML
// that the specification gives, both as cleaned (addresses are still whole) and as decorated.
import { tests as examples } from "commonmark-spec";
import type { Root } from "hast";
import { expect, test } from "vitest";
import { decorate } from "../../app/markdown/decoration/decorate";
import { clean, parse, toHtml, toHtmlTree } from "../../app/markdown/pipeline";
import { post } from "./page";

const EXCEPTIONS = new Map<number, string>([
  [127, "hast-util-raw drops a blank first line of a listing, as HTML does after <pre>"],
  [129, "hast-util-raw drops a blank first line of a listing, as HTML does after <pre>"],
  [602, "GFM links a bare address"],
  [606, "GFM links a bare mail address"],
  [608, "GFM links a bare address"],
  [611, "GFM links a bare address"],
  [612, "GFM links a bare mail address"],
]);

// Line ends between elements are nothing to a reader; within a listing they stand inside one.
const write = (page: Root) => toHtml(page).trim().replace(/>\n+</g, "><");
const decorated = (page: Root) => {
  decorate(page, post);
  return write(page);
};
const tabs = (text: string) => text.replaceAll("→", "\t");
const ours = (markdown: string) => toHtmlTree(parse(tabs(markdown), { smart: false }), "");
const theirs = (html: string): Root => {
  const raw = { type: "raw", value: tabs(html).trimEnd() };
  return clean({ type: "root", children: [raw as unknown as Root["children"][number]] }, "");
};

test("the specification is whole", () => {
  expect(examples).toHaveLength(652);
});

for (const { number, section, markdown, html } of examples) {
  const reason = EXCEPTIONS.get(number);
  if (reason) {
    test(`example ${number} differs: ${reason}`, () => {
      expect(write(ours(markdown))).not.toBe(write(theirs(html)));
    });
  } else {
    test(`example ${number}, ${section}`, () => {
      expect(write(ours(markdown))).toBe(write(theirs(html)));
      expect(decorated(ours(markdown))).toBe(decorated(theirs(html)));
    });
  }
}
