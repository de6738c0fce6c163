import { expect, test } from "vitest";
import { MIN_SHARED, SAMPLE_SIZE, sampleShingles } from "~/moderation/spam/shingles";

const TEXT =
  "We have just opened a shop for replica watches of the finest quality, and every reader of this page gets a large discount on the first order, with delivery to any country in three days.";
const shared = (a: string, b: string) => {
  const others = new Set(sampleShingles(`<p>${b}</p>`));
  return sampleShingles(`<p>${a}</p>`).filter((hash) => others.has(hash)).length;
};

test("knows a copy with other capitals, marks and spaces as the same", () => {
  expect(shared(TEXT, TEXT.toUpperCase().replaceAll(" ", " \u200b "))).toBe(SAMPLE_SIZE);
});

test("knows a copy with a few other words", () => {
  const changed = TEXT.replace("three days", "a week").replace("We have", "My friends have");
  expect(shared(TEXT, changed)).toBeGreaterThanOrEqual(MIN_SHARED);
});

test("knows a Japanese copy with another ending", () => {
  const text =
    "オンラインカジノの無料ボーナスをプレゼントしています。今すぐ登録してください。毎日抽選で現金が当たります。";
  expect(shared(text, text.replace("当たります", "もらえます"))).toBeGreaterThanOrEqual(MIN_SHARED);
});

test("finds nothing shared by two texts about the same thing", () => {
  const other =
    "I bought a watch as a student and it still runs; the discount in the shop was my first lesson about prices and about what three days of waiting are worth.";
  expect(shared(TEXT, other)).toBe(0);
});

test.each(["Thank you for this post!", "", "とても勉強になりました。", "a ".repeat(500)])(
  "does not compare a text that is too short to be a copy: %s",
  (text) => {
    expect(sampleShingles(`<p>${text}</p>`)).toEqual([]);
  },
);

test("gives hashes that fit an integer column", () => {
  for (const hash of sampleShingles(TEXT)) expect(hash).toBe(hash | 0);
});
