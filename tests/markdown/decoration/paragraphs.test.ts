import { expect, test } from "vitest";
import { comment, find, post, rendered } from "../page";

const ids = (source: string, options = post) =>
  find(rendered(source, options).html, "p").map(({ attributes }) => attributes.id);

test("gives a paragraph a permalink made from its words", () => {
  const { html } = rendered("Some words.");
  expect(html).toMatch(
    /^<p id="(p-[0-9a-f]{6})">Some words\. <a class="pilcrow" href="#\1" aria-label="Link to this paragraph">¶<\/a><\/p>$/,
  );
});

test("keeps the id if punctuation, emphasis, case or other paragraphs change", () => {
  const [id] = ids('He said, "Some words".');
  expect(ids("New.\n\nHe said: *some* words!\n\nMore.")[1]).toBe(id);
  expect(ids("He said some other words.")).not.toContain(id);
});

test("never changes the id of the same words", () => {
  expect(ids("Some words.")).toEqual(["p-122dc3"]);
});

test("numbers the ids of repeated paragraphs", () => {
  const [first, second, third] = ids("Same.\n\nSame.\n\nSame.");
  expect([second, third]).toEqual([`${first}-2`, `${first}-3`]);
});

test("gives quoted paragraphs permalinks, at every level", () => {
  expect(ids("> a\n>\n> > b").every((id) => id?.startsWith("p-"))).toBe(true);
});

test("gives no permalinks in lists, tables, footnotes and comments", () => {
  const { html } = rendered("- a\n\n- b\n\n| c |\n|---|\n| d |\n\n[^1]: e\n\n# f[^1]");
  expect(html).not.toContain("pilcrow");
  expect(rendered("a", comment).html).toBe("<p>a</p>");
});

test("gives no permalink to a paragraph without words", () => {
  expect(rendered("<br>").html).not.toContain("pilcrow");
});
