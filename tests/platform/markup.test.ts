import { expect, test } from "vitest";
import { asMarkup, markup } from "~/platform/markup";

test("what stands in a template is text, between tags and in attributes of either quotation mark", () => {
  const hostile = `"'><script>alert("1 & 2")</script>`;
  const escaped = "&quot;&#x27;&gt;&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;";
  expect(markup`<a title="${hostile}" class='${hostile}'>${hostile}</a>`.html).toBe(
    `<a title="${escaped}" class='${escaped}'>${escaped}</a>`,
  );
  expect(markup`${"&amp;"}`.html).toBe("&amp;amp;");
});

test("markup goes in as it is, alone or in a list, and is escaped no second time", () => {
  const item = (text: string) => markup`<li>${text}</li>`;
  const list = markup`<ol>${["a & b", "<c>"].map(item)}</ol>`;
  expect(markup`<div>${list}${asMarkup("<hr/>")}</div>`.html).toBe(
    "<div><ol><li>a &amp; b</li><li>&lt;c&gt;</li></ol><hr/></div>",
  );
});

test("a number is written, 0 too, and what is nothing leaves nothing", () => {
  expect(markup`[${0}${7}${null}${undefined}${false}${""}${[]}]`.html).toBe("[07]");
});

test("what only looks like markup is escaped", () => {
  const forged = JSON.parse('{"html":"<b>x</b>"}');
  expect(markup`${forged}`.html).toBe("[object Object]");
});
