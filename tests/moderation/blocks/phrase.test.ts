import { expect, test } from "vitest";
import { foldWords, hasPhrase, hasWords } from "~/moderation/blocks/phrase";

const finds = (text: string, phrase: string) => hasPhrase(foldWords(text), foldWords(phrase));

test.each([
  ["Win at the CASINO tonight", "casino"],
  ["casino.", "casino"],
  ["le Cásino", "casino"],
  ["a ｃａｓｉｎｏ", "Casino"],
  ["ca\u200bsi\u00adno", "casino"],
  ["cheap,\nreplica  watches!", "cheap replica watches"],
  ["x is a letter", "X"],
  ["number 42 here", "42"],
  ["we love C++ here", "c++"],
  ["look 💊💊 here", "💊"],
  ["👩\u200d⚕️ asks", "👩‍⚕️"],
  ["買這個便宜手錶吧", "便宜手錶"],
  ["اشترِ الآنَ", "اشتر الآن"],
  ["snake_case", "case"],
])("finds in %j the words %j", (text, phrase) => {
  expect(finds(text, phrase)).toBe(true);
});

test.each([
  ["catalogue", "cat"],
  ["concatenate", "cat"],
  ["watches replica cheap", "cheap replica watches"],
  ["cheap and replica watches", "cheap replica watches"],
  ["extra", "x"],
  ["142", "42"],
  ["anything", "."],
  ["100 %", "%"],
  ["a_b", "_"],
  ["aaa", "a.*"],
  ["", ""],
])("finds nothing in %j for the words %j", (text, phrase) => {
  expect(finds(text, phrase)).toBe(false);
});

test.each([
  [".*", false],
  ["%", false],
  ["_", false],
  ["\u200b", false],
  ["- — …", false],
  ["é", true],
  ["💊", true],
  ["語", true],
])("knows whether %j has words", (phrase, expected) => {
  expect(hasWords(phrase)).toBe(expected);
});
