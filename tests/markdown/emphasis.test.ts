import { expect, test } from "vitest";
import { comment, rendered } from "./page";

test.each([
  ["Japanese", "**これは太字です。**そして", "<strong>これは太字です。</strong>そして"],
  ["Japanese with quotation marks", "これは**「太字」**です", "これは<strong>「太字」</strong>です"],
  ["Chinese", "*强调。*然后", "<em>强调。</em>然后"],
  ["Korean", "한국어**굵게(bold)**는", "한국어<strong>굵게(bold)</strong>는"],
  ["strikethrough", "~~取り消し。~~そして", "<del>取り消し。</del>そして"],
  ["single tildes, which stay text", "~40人。~10人", "~40人。~10人"],
  ["English, as in CommonMark", "a**b.**c", "a**b.**c"],
])("ends emphasis after a full stop without a space: %s", (_name, source, html) => {
  expect(rendered(source, comment).html).toBe(`<p>${html}</p>`);
});
