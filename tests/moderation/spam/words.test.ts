import { expect, test } from "vitest";
import { listWords } from "~/moderation/spam/words";

test.each([
  ["English", "The Library's door, open at 9.", ["the", "library", "door", "open", "at"]],
  ["French, without its accents", "L’été à la médiathèque", ["ete", "la", "mediatheque"]],
  ["Japanese, in pairs", "図書館です", ["図書", "書館", "館で", "です"]],
  ["a short run of Japanese", "本を read", ["本を", "read"]],
  ["Arabic, without vowel signs and elongation", "كِتَاب مكتبـــة", ["كتاب", "مكتبة"]],
  ["Korean, whole", "도서관 좋아요", ["도서관", "좋아요"]],
  ["Thai, in pairs", "ดี", ["ดี"]],
  [
    "invisible characters and wide letters",
    "ca\u200bsino ＣＡＳＩＮＯ \u{1d41c}asino",
    ["casino", "casino", "casino"],
  ],
  ["a Turkish capital", "İSTANBUL", ["istanbul"]],
])("finds the words of %s", (_what, text, words) => {
  expect(listWords(text)).toEqual(words);
});

test("leaves out what names a person: numbers, and the part of an e-mail address before its host", () => {
  expect(listWords("Call +44 20 7946 0958 or ada.farrow@example.org")).toEqual([
    "call",
    "or",
    "example",
    "org",
  ]);
});

test("leaves out addresses, of which the hosts are counted", () => {
  expect(listWords("see (https://a.example/b?c) or www.d.example/e, please")).toEqual([
    "see",
    "or",
    "please",
  ]);
});

test("leaves out single letters and words that nobody writes", () => {
  expect(listWords(`a ${"x".repeat(31)} word`)).toEqual(["word"]);
});

test("reads a text of one repeated sign in no time", () => {
  const began = performance.now();
  for (const sign of ["@", "a@", "\u0300", "図", "é", "1"]) listWords(sign.repeat(12_000));
  expect(performance.now() - began).toBeLessThan(2_000);
});
