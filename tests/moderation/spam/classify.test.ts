import { expect, test } from "vitest";
import { type Counts, classify, MIN_LESSONS } from "~/moderation/spam/classify";

const LEARNT = { spam: 100, ham: 100 };
const COUNTS: Record<string, Counts> = {
  casino: { spam: 40, ham: 0 },
  bonus: { spam: 30, ham: 1 },
  library: { spam: 0, ham: 40 },
  reading: { spam: 1, ham: 30 },
  the: { spam: 90, ham: 92 },
};
const rate = (tokens: string[], learnt = LEARNT) => classify(tokens, (token) => COUNTS[token], learnt);

test("rates words of spam near 1, words of other comments near 0, and unknown words in the middle", () => {
  expect(rate(["casino", "bonus", "the"])?.score).toBeGreaterThan(0.95);
  expect(rate(["library", "reading", "the"])?.score).toBeLessThan(0.05);
  expect(rate(["never", "seen"])?.score).toBe(0.5);
  expect(rate([])?.score).toBe(0.5);
});

test("rates words that speak for both in the middle", () => {
  expect(rate(["casino", "bonus", "library", "reading"])?.score).toBeCloseTo(0.5, 1);
});

test("names the words that decided, the strongest first, and none that says nothing", () => {
  expect(rate(["the", "bonus", "casino"])?.clues.map(({ token }) => token)).toEqual(["casino", "bonus"]);
});

test.each([
  ["spam", { spam: MIN_LESSONS - 1, ham: 100 }],
  ["other comments", { spam: 100, ham: MIN_LESSONS - 1 }],
])("rates nothing before it has learnt enough %s", (_what, learnt) => {
  expect(rate(["casino"], learnt)).toBeNull();
});

test("is not surer of a word because spam was learnt more often than other comments", () => {
  const seldom = (learnt: Counts) =>
    classify(["rare"], () => ({ spam: 3, ham: 0 }), learnt)?.clues[0]?.probability ?? 0;
  expect(seldom({ spam: 1_000, ham: 50 })).toBeLessThan(0.5);
});

test("stays between 0 and 1 for hundreds of words of one kind", () => {
  const many = Array.from({ length: 500 }, (_, index) => `w${index}`);
  const all = (counts: Counts) => classify(many, () => counts, { spam: 9_000, ham: 9_000 })?.score;
  expect(all({ spam: 9_000, ham: 0 })).toBe(1);
  expect(all({ spam: 0, ham: 9_000 })).toBe(0);
});
