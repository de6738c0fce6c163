import { expect, test } from "vitest";
import { hasPassage } from "~/drafts/notes/draft-note";

const SOURCE = `Before we open the room, we ask *who* is [not in it](/posts/who "Who"): and why.

> "We **never** asked" -- that's what they said...
`;

test.each([
  ["as it is typed", "we ask *who* is [not in it](/posts/who"],
  ["as it is read", "we ask who is not in it: and why"],
  ["with typographic quotation marks, dashes and dots", "“We never asked” – that’s what they said…"],
  ["across lines", "and why.\n\n“We never"],
  ["in capitals", "BEFORE WE OPEN"],
  ["without words", " "],
])("finds a passage %s", (_how, passage) => {
  expect(hasPassage(SOURCE, passage)).toBe(true);
});

test.each(["we ask who was", "never asked them", "/posts/what"])("doesn't find “%s”", (passage) => {
  expect(hasPassage(SOURCE, passage)).toBe(false);
});

test("reads the longest draft of hostile brackets without getting slow", () => {
  const began = process.cpuUsage();
  for (const one of ["[", "[](", "![a](b", "*", "> "]) hasPassage(one.repeat(500_000 / one.length), "x");
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(4);
});
