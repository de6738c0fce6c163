import { expect, test } from "vitest";
import { explainRefusal } from "../../app/markdown/limits";

test.each([
  ["markdown.too-long", /150,000 characters.*parts/],
  ["markdown.too-deep", /nested.*code block/s],
  ["markdown.too-large", /too large.*split/],
  ["markdown.too-much-work", /too many.*Split.*code block/],
  ["markdown.out-of-memory", /too large.*split/],
  ["markdown.too-slow", /too long.*shorten.*tried again/],
  ["markdown.busy", /send it again.*kept/],
] as const)("%s is explained, with what to do", (reason, shape) => {
  expect(explainRefusal(reason)).toMatch(shape);
});
