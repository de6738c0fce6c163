import { expect, test } from "vitest";
import { insertionOf, moveWith, placeAfterPictures } from "~/media/script/picture-place";

/** The text with "P" put where "|" stands. */
function withPicture(marked: string): string {
  const at = marked.indexOf("|");
  const text = marked.replace("|", "");
  const { from, insert } = insertionOf(text, at, "P");
  return text.slice(0, from) + insert + text.slice(from);
}

test.each([
  ["an empty text", "|", "P\n\n"],
  ["the end of a text", "One|", "One\n\nP"],
  ["the middle of a paragraph", "On|e\n\nTwo", "One\n\nP\n\nTwo"],
  ["a paragraph of several lines", "On|e\nmore\n\nTwo", "One\nmore\n\nP\n\nTwo"],
  ["the begin of a paragraph", "One\n\n|Two", "One\n\nP\n\nTwo"],
  ["the begin of the text", "|One", "P\n\nOne"],
  ["an empty line between paragraphs", "One\n\n|\n\nTwo", "One\n\nP\n\n\n\nTwo"],
  ["an empty line below a paragraph", "One\n|", "One\n\nP\n\n"],
  ["the second line of a paragraph", "One\n|more\n\nTwo", "One\nmore\n\nP\n\nTwo"],
  ["a text that ends with a line break", "On|e\n", "One\n\nP\n"],
  ["a list", "- O|ne\n- Two\n\nThree", "- One\n- Two\n\nP\n\nThree"],
])("gives a picture at %s a paragraph of its own", (_where, marked, expected) => {
  expect(withPicture(marked)).toBe(expected);
});

test.each([
  ["before it", "ab|cd", "xxabcd", 4],
  ["after it", "ab|cd", "abcdxx", 2],
  ["at it", "ab|cd", "abxcd", 2],
  ["around it", "ab|cd", "axd", 1],
  ["of all", "ab|cd", "", 0],
])("moves a place with a change %s", (_where, marked, after, expected) => {
  expect(moveWith(marked.replace("|", ""), after, marked.indexOf("|"))).toBe(expected);
});

test.each([
  ["the end of a text without pictures", "One|", "One|"],
  [
    "the pictures below its paragraph",
    "O|ne\n\n![](a.jpg)\n\n![b](b.jpg)\n\nTwo",
    "One\n\n![](a.jpg)\n\n![b](b.jpg)|\n\nTwo",
  ],
  ["its paragraph, if words are below", "O|ne\n\nTwo\n\n![](a.jpg)", "One|\n\nTwo\n\n![](a.jpg)"],
  ["its paragraph, if a picture stands among words", "O|ne\n\n![](a.jpg) and", "One|\n\n![](a.jpg) and"],
])("puts the next picture after %s", (_what, marked, expected) => {
  const text = marked.replace("|", "");
  const place = placeAfterPictures(text, marked.indexOf("|"));
  expect(`${text.slice(0, place)}|${text.slice(place)}`).toBe(expected);
});
