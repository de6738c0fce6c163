import { expect, test } from "vitest";
import { isVisible, showsSomething } from "../../app/markdown/visible";
import { comment, rendered } from "./page";

test.each([
  ["a letter", "a", true],
  ["a letter among what is unseen", "\u200b\u2060é\u00ad", true],
  ["Chinese", "漢", true],
  ["an emoji of several parts", "👩\u200d🚒", true],
  ["a question", "?", true],
  ["nothing", "", false],
  ["spaces of every width", " \u00a0\u2003\u3000\t", false],
  ["the empty Braille cell", "\u2800", false],
  ["a soft hyphen", "\u00ad", false],
  ["a word joiner", "\u2060", false],
  ["joiners", "\u200c\u200d", false],
  ["Hangul fillers", "\u3164\u115f\u1160\uffa0", false],
  ["a tag and a variation selector", "\u{e0041}\ufe0f", false],
])("%s: seen, %s", (_what, text, seen) => {
  expect(isVisible(text)).toBe(seen);
});

test.each([
  ["a word", "So.", true],
  ["a picture of this site", "![](/a.png)", true],
  ["a listing", "```\nx\n```", true],
  ["a less-than sign", "<", true],
  ["a space of no width", "\u200b", false],
  ["the same by its number", "&#8203;&nbsp;&shy;", false],
  ["an empty listing", "```\n\n```", false],
  ["a line across", "***", false],
  ["words in an attribute alone", '<abbr title="a>b"></abbr>', false],
])("a text of %s shows something: %s", (_what, source, shows) => {
  expect(showsSomething(rendered(source, comment).html)).toBe(shows);
});
