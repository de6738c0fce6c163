import { expect, test } from "vitest";
import { renderMarkdown } from "~/markdown/markdown";
import { listTextBlocks } from "~/markdown/text-blocks";

function blocksOf(source: string, kind: "post" | "comment" = "comment"): string[] {
  const rendered = renderMarkdown(source, {
    kind,
    siteUrl: "https://longtable.example",
    showsPictures: true,
  });
  if (!rendered.ok) throw new Error(rendered.reason);
  return listTextBlocks(rendered.html);
}

test.each([
  [
    "paragraphs without their marks",
    "One *two*\nthree.\n\n[Four](https://a.example) `five`.",
    ["One two three.", "Four five."],
  ],
  [
    "a quotation apart from its answer",
    "> You said.\n>\n> Twice.\n\nI say.",
    ["> You said.", "> Twice.", "I say."],
  ],
  ["a quotation in a quotation", "> > First.\n>\n> Second.", ["> > First.", "> Second."]],
  [
    "items of a list, and what belongs to them",
    "- One\n- Two\n\n  More.\n  - Three",
    ["• One", "• Two", "More.", "• Three"],
  ],
  ["a quotation in an item", "- > Said.\n- Two", ["• > Said.", "• Two"]],
  ["letters that HTML writes otherwise", "a < b & c", ["a < b & c"]],
  ["nothing of nothing", "", []],
])("has %s", (_what, source, blocks) => {
  expect(blocksOf(source)).toEqual(blocks);
});

test("has a post's headings without their links, and neither notes nor their numbers", () => {
  expect(blocksOf("## One\n\nTwo[^1] three.\n\n[^1]: A note.", "post")).toEqual(["One", "Two three."]);
});

test("tells pictures by their words", () => {
  expect(
    listTextBlocks('<p>See <img src="/a.jpg" alt="a door"> there.</p><p><img src="/b.jpg" alt=""></p>'),
  ).toEqual(["See a door there.", "Picture"]);
});

test("reads the beginning of a long text alone, and no half of a tag", () => {
  const blocks = listTextBlocks(`<p>Begin</p>${"<p>x</p>".repeat(20_000)}<p>End</p>`);
  expect(blocks[0]).toBe("Begin");
  expect(blocks.length).toBeLessThan(6_000);
  const [only] = listTextBlocks(`<p>${"a ".repeat(19_996)}<strong>b</strong>`);
  expect(only?.endsWith("a a")).toBe(true);
});
