import { expect, test } from "vitest";
import { comment, find, post, rendered } from "../page";

const ids = (source: string, options = post) =>
  find(rendered(source, options).html, "p").map(({ attributes }) => attributes.id);

test("a paragraph has an address made of its words, and a mark that leads to it", () => {
  const { html } = rendered("Some words.");
  expect(html).toMatch(
    /^<p id="(p-[0-9a-f]{6})">Some words\. <a class="pilcrow" href="#\1" aria-label="Link to this paragraph">¶<\/a><\/p>$/,
  );
});

test("the address outlives changes around it, and of commas, quotes, marks and case", () => {
  const [id] = ids('He said, "Some words".');
  expect(ids("New.\n\nHe said: *some* words!\n\nMore.")[1]).toBe(id);
  expect(ids("He said some other words.")).not.toContain(id);
});

test("the address is the same for ever", () => {
  expect(ids("Some words.")).toEqual(["p-122dc3"]);
});

test("the same words twice have two addresses", () => {
  const [first, second, third] = ids("Same.\n\nSame.\n\nSame.");
  expect([second, third]).toEqual([`${first}-2`, `${first}-3`]);
});

test("quotations have them, also within each other", () => {
  expect(ids("> a\n>\n> > b").every((id) => id?.startsWith("p-"))).toBe(true);
});

test("lists, tables, notes and comments have none", () => {
  const { html } = rendered("- a\n\n- b\n\n| c |\n|---|\n| d |\n\n[^1]: e\n\n# f[^1]");
  expect(html).not.toContain("pilcrow");
  expect(rendered("a", comment).html).toBe("<p>a</p>");
});

test("a paragraph without words has none", () => {
  expect(rendered("<br>").html).not.toContain("pilcrow");
});
