import { expect, test } from "vitest";
import { showAsTyped } from "../../app/markdown/as-typed";
import { faults } from "./safety/safety";

test.each([
  ["two paragraphs, one with a break", "a\nb\r\n\r\n  \nc", "<p>a<br>\nb</p>\n<p>c</p>"],
  ["HTML and Markdown", `<img src=x onerror="a()">*b*&'`, `<p>&lt;img src=x onerror="a()"&gt;*b*&amp;'</p>`],
  ["characters that HTML cannot represent", "a\0b\u001b\ud800c", "<p>a\uFFFDb\uFFFD\uFFFDc</p>"],
  ["an empty text", " \n\n ", ""],
])("shows %s as typed, as safe HTML", (_name, source, html) => {
  expect(showAsTyped(source)).toBe(html);
  expect(faults(html)).toEqual([]);
});

test("handles 150,000 characters of blank lines within two seconds", () => {
  const started = performance.now();
  for (const run of ["\n", " \n", "\n ", "\t", "a\n\n"]) showAsTyped(run.repeat(150_000 / run.length));
  expect(performance.now() - started).toBeLessThan(2_000);
});
