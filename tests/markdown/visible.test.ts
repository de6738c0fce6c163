import { expect, test } from "vitest";
import { hasVisibleText, isVisible } from "../../app/markdown/visible";
import { comment, rendered } from "./page";

test.each([
  ["a letter", "a", true],
  ["a letter among invisible characters", "\u200b\u2060é\u00ad", true],
  ["Chinese", "漢", true],
  ["an emoji with a joiner", "👩\u200d🚒", true],
  ["a question mark", "?", true],
  ["an empty line", "", false],
  ["spaces of every width", " \u00a0\u2003\u3000\t", false],
  ["the empty Braille cell", "\u2800", false],
  ["a soft hyphen", "\u00ad", false],
  ["a word joiner", "\u2060", false],
  ["zero-width joiners", "\u200c\u200d", false],
  ["Hangul fillers", "\u3164\u115f\u1160\uffa0", false],
  ["a tag and a variation selector", "\u{e0041}\ufe0f", false],
])("isVisible of %s is %s", (_what, text, seen) => {
  expect(isVisible(text)).toBe(seen);
});

test.each([
  ["a word", "So.", true],
  ["an image of this site", "![](/a.png)", true],
  ["a code block", "```\nx\n```", true],
  ["a less-than sign", "<", true],
  ["a zero-width space", "\u200b", false],
  ["invisible characters as entities", "&#8203;&nbsp;&shy;", false],
  ["an empty code block", "```\n\n```", false],
  ["a thematic break", "***", false],
  ["an attribute only", '<abbr title="a>b"></abbr>', false],
])("hasVisibleText of %s is %s", (_what, source, shows) => {
  expect(hasVisibleText(rendered(source, comment).html)).toBe(shows);
});
