import { expect, test } from "vitest";
import { explainRefusal } from "../../app/markdown/limits";

test.each([
  ["markdown.too-long", /in parts.*150,000 characters/],
  ["markdown.too-deep", /flatten.*nested.*code block/s],
  ["markdown.too-large", /split.*too large/],
  ["markdown.too-much-work", /split.*too many.*code block/],
  ["markdown.out-of-memory", /split.*too large/],
  ["markdown.too-slow", /shorten.*too long.*try the same text again/],
  ["markdown.busy", /try again.*still here/],
] as const)("the message for %s says what to do", (reason, shape) => {
  expect(explainRefusal(reason)).toMatch(shape);
});
