import { expect, test } from "vitest";
import { findHandles } from "~/markdown/syntax/mentions";
import { comment, rendered } from "../page";

const mentions = { ada: 5, "ken-2": 7 };
const render = (source: string) => rendered(source, { ...comment, mentions });
const ADA = '<span data-person="5">@ada</span>';

test.each([
  ["a word", "Hello @ada, hello", `<p>Hello ${ADA}, hello</p>`],
  ["in another case", "@Ada", '<p><span data-person="5">@Ada</span></p>'],
  [
    "with a hyphen, at a sentence's end",
    "So says @ken-2.",
    '<p>So says <span data-person="7">@ken-2</span>.</p>',
  ],
  ["in the genitive", "@ada's", `<p>${ADA}’s</p>`],
  ["in brackets and emphasis", "(*@ada*)", `<p>(<em>${ADA}</em>)</p>`],
  ["after Japanese without a space", "谢谢@ada", `<p>谢谢${ADA}</p>`],
  ["twice", "@ada @ada", `<p>${ADA} ${ADA}</p>`],
])("makes a slot of a mention: %s", (_case, source, html) => {
  expect(render(source).html).toBe(html);
  expect(render(source).mentions).toHaveLength(1);
});

test.each([
  ["an unknown handle", "@grace"],
  ["an e-mail address", "write to me@ada or ada@ada.example"],
  ["a name of another site", "@ada@social.example"],
  ["a name that is a host", "@ada.example"],
  ["a package", "@ada/package"],
  ["a part of a word", "@adam @ada-lovelace @ada_1 é@ada"],
  ["an address", "https://example.org/@ada"],
  ["code", "`@ada`"],
  ["a block of code", "    @ada"],
  ["a link's words", "[see @ada](https://example.org)"],
  ["a quotation", "> @ada"],
  ["an attribute", '<abbr title="@ada">x</abbr>'],
  ["an object's own name", "@constructor @toString"],
])("makes no slot of %s", (_case, source) => {
  expect(render(source).html).not.toContain("data-person");
  expect(render(source).mentions).toEqual([]);
});

test("a writer's own HTML makes no slot", () => {
  const { html } = render(
    '<span data-person="5">@ken</span> <p class="quote-source" data-quote="/comments/1">x</p>',
  );
  expect(html).not.toMatch(/data-|class=/);
});

test("fifty people are mentioned at most, and two hundred handles looked up", () => {
  const handles = Array.from({ length: 300 }, (_, index) => `p${index}`);
  const all = Object.fromEntries(handles.map((handle, index) => [handle, index + 1]));
  const source = handles.map((handle) => `@${handle}`).join(" ");
  const { html, mentions: found } = rendered(source, { ...comment, mentions: all });
  expect(found).toHaveLength(50);
  expect(html.match(/data-person/g)).toHaveLength(50);
  expect(html).toContain("@p299");
  expect(findHandles(source)).toHaveLength(200);
});
