// Runs the 652 examples of the CommonMark specification. Rendering the Markdown must give the same as
// cleaning the specification's HTML, both before and after decoration.
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

// Line breaks between elements don't matter; line breaks in code blocks are inside an element and stay.
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

test("the specification package has all 652 examples", () => {
  expect(examples).toHaveLength(652);
});

/** The result of each example by its number, so that a failure lists every example that differs. */
const outcomes = (make: (example: (typeof examples)[number]) => string[], isException: boolean) =>
  Object.fromEntries(
    examples
      .filter(({ number }) => EXCEPTIONS.has(number) === isException)
      .map((example) => [`${example.number}, ${example.section}`, make(example)]),
  );

test("renders every example as specified", () => {
  const make = (page: () => Root) => [write(page()), decorated(page())];
  expect(outcomes(({ markdown }) => make(() => ours(markdown)), false)).toEqual(
    outcomes(({ html }) => make(() => theirs(html)), false),
  );
});

test.each([...EXCEPTIONS])("example %i differs from the specification: %s", (exception) => {
  const { markdown, html } = examples.find(({ number }) => number === exception) as (typeof examples)[number];
  expect(write(ours(markdown))).not.toBe(write(theirs(html)));
});
