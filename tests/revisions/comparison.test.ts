import { expect, test } from "vitest";
import { compare, compareTexts, type Part, type Passage } from "~/revisions/comparison";

/** "the [-old-] [+new+] house"; unchanged paragraphs in parentheses. */
const show = (passages: Passage[]) =>
  passages.map((passage) =>
    passage.kind === "same"
      ? passage.paragraphs.map((text) => `(${text})`).join("")
      : showParts(passage.parts),
  );
const showParts = (parts: Part[]) =>
  parts
    .map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `[+${text}+]` : `[-${text}-]`))
    .join("");

test.each([
  ["a word", "She reads a book.", "She reads a letter.", ["She reads a [-book-][+letter+]."]],
  [
    "neighbouring words as one change",
    "The old house stood on the hill.",
    "The new home stood on the hill.",
    ["The [-old house -][+new home +]stood on the hill."],
  ],
  ["an added paragraph", "One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", ["(One.)(Two.)", "[+Three.+]"]],
  ["a removed paragraph", "One.\n\nTwo.\n\nThree.", "One.\n\nThree.", ["(One.)", "[-Two.-]", "(Three.)"]],
  [
    "a paragraph that was divided",
    "One sentence here. Another sentence there.",
    "One sentence here.\n\nAnother sentence there.",
    ["One sentence here.[+\n\n+]Another sentence there."],
  ],
  ["empty lines and spaces at the end of a line", "One. \n\n\nTwo.", "One.\n  \nTwo.\n", ["(One.)(Two.)"]],
  ["French", "C’est l’été à Paris.", "C’est l’hiver à Paris.", ["C’est [-l’été -][+l’hiver +]à Paris."]],
  [
    "Chinese by its words",
    "我喜欢图书馆的安静。",
    "我喜欢学校的安静。",
    ["我喜欢[-图书馆-][+学校+]的安静。"],
  ],
  ["Russian by its words", "Старый дом на горе", "Новый дом на горе", ["[-Старый -][+Новый +]дом на горе"]],
  ["an empty text", "", "One.", ["[+One.+]"]],
  ["two empty texts", "", " \n\n ", []],
])("compares %s", (_what, before, after, shown) => {
  expect(show(compareTexts(before, after))).toEqual(shown);
});

test("shows a passage that was written anew as a whole, without the small words that happen to stay", () => {
  const before = "It was a long walk to the library, and the rain had not stopped since noon.";
  const after = "Nobody expects the second meeting of a reading group to be harder than its first.";
  expect(show(compareTexts(before, after))).toEqual([`[-${before}-][+${after}+]`]);
});

test("compares the rest by paragraphs when the search takes too long", () => {
  let asked = 0;
  const onlyParagraphs = () => (asked++ === 0 ? 100 : 0);
  const passages = compareTexts("One.\n\nAn old word.", "One.\n\nA new word.", onlyParagraphs);
  expect(show(passages)).toEqual(["(One.)", "[-An old word.-][+A new word.+]"]);
});

test.each([
  ["of letters", "a\n\n", "b\n\n", 160_000],
  ["of words", "alpha beta gamma delta\n\n", "beta gamma epsilon\n\n", 20_000],
  ["in one paragraph", "alpha beta gamma ", "gamma delta alpha ", 25_000],
])("finds an end with the longest drafts %s", (_what, one, other, times) => {
  const passages = compareTexts(one.repeat(times), `${other.repeat(times)}end`);
  const count = (kind: "added" | "deleted") =>
    passages
      .flatMap((passage) => (passage.kind === "same" ? [] : passage.parts))
      .filter((part) => part.kind === kind).length;
  expect([count("added") > 0, count("deleted") > 0]).toEqual([true, true]);
});

test("names the fields that differ, and says when nothing does", () => {
  const before = { fields: { Title: "A quiet room", Summary: "" }, source: "Text." };
  const after = { fields: { Title: "A loud room", Summary: "" }, source: "Text." };
  const { fields, isSame } = compare(before, after);
  expect(fields.map(({ label, parts }) => [label, showParts(parts)])).toEqual([
    ["Title", "A [-quiet -][+loud +]room"],
  ]);
  expect([isSame, compare(before, { ...before, source: "Text.\n" }).isSame]).toEqual([false, true]);
});
