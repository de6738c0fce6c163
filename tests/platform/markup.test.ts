import { expect, test } from "vitest";
import { asMarkup, markup } from "~/platform/markup";

test("escapes values in text and in attributes with either quotation mark", () => {
  const hostile = `"'><script>alert("1 & 2")</script>`;
  const escaped = "&quot;&#x27;&gt;&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;";
  expect(markup`<a title="${hostile}" class='${hostile}'>${hostile}</a>`.html).toBe(
    `<a title="${escaped}" class='${escaped}'>${escaped}</a>`,
  );
  expect(markup`${"&amp;"}`.html).toBe("&amp;amp;");
});

test("inserts markup unchanged, alone or in a list, without escaping it twice", () => {
  const item = (text: string) => markup`<li>${text}</li>`;
  const list = markup`<ol>${["a & b", "<c>"].map(item)}</ol>`;
  expect(markup`<div>${list}${asMarkup("<hr/>")}</div>`.html).toBe(
    "<div><ol><li>a &amp; b</li><li>&lt;c&gt;</li></ol><hr/></div>",
  );
});

test("inserts numbers including 0, and nothing for null, undefined and false", () => {
  expect(markup`[${0}${7}${null}${undefined}${false}${""}${[]}]`.html).toBe("[07]");
});

test("escapes an object that only looks like markup", () => {
  const forged = JSON.parse('{"html":"<b>x</b>"}');
  expect(markup`${forged}`.html).toBe("[object Object]");
});
