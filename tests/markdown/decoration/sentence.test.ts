import { expect, test } from "vitest";
import { sentenceAround } from "../../../app/markdown/decoration/sentence";

const around = (line: string, words: string) => {
  const start = line.indexOf(words);
  return sentenceAround(line, start, start + words.length);
};

test.each([
  ["first of two", "One link. Two.", "link", "One link."],
  ["last, without a full stop", "One. Two link", "link", "Two link"],
  ["between a question and another", "Really? See link! Done.", "link", "See link!"],
  ["in Japanese", "これは一つ。これは二つのリンク。三つ。", "リンク", "これは二つのリンク。"],
  ["two, if the link spans both", "A. See this. And that. B.", "this. And that", "See this. And that."],
])("finds the sentence around a link: %s", (_name, line, words, sentence) => {
  expect(around(line, words)).toBe(sentence);
});

const long = (length: number) => "word ".repeat(length / 5);

test.each([
  ["after the link", `The link ${long(2000)}end.`, /^The link word.*word…$/],
  ["before the link", `Start ${long(2000)}link.`, /^…word .* link\.$/],
  ["on both sides", `Start ${long(2000)}link ${long(2000)}end.`, /^…word .* link word.*word…$/],
])("cuts a long sentence %s, between words", (_name, line, shape) => {
  const sentence = around(line, "link");
  expect(sentence).toMatch(shape);
  expect(sentence.length).toBeLessThanOrEqual(1000);
  expect(sentence.length).toBeGreaterThan(950);
});

test("cuts a link that is longer than the limit", () => {
  const sentence = sentenceAround("x".repeat(4000), 0, 4000);
  expect(sentence.length).toBeLessThanOrEqual(1000);
  expect(sentence).toMatch(/^x+…$/);
});

test("returns an empty sentence for an empty line", () => {
  expect(sentenceAround("", 0, 0)).toBe("");
});
