import { expect, test } from "vitest";
import { CUT_MARK, cutPieces, cutWords, listPieces, showCuts } from "~/comments/editing/passages";

const MARK = CUT_MARK;

test.each([
  ["sentences", "One here. Two there!\nThree.", ["One here.", "Two there!", "Three."]],
  [
    "quotations, lists and headings",
    "> - Quoted. Yes.\n## Head\n1. First",
    ["Quoted.", "Yes.", "Head", "First"],
  ],
  ["nothing without words", "---\n\n```\n…\n", []],
  ["sentences of scripts without spaces", "これは一つ。あれは二つ。", ["これは一つ。", "あれは二つ。"]],
  ["what stands beside an earlier cut", `${MARK} was there. Yes.`, ["was there.", "Yes."]],
  ["a text without a full stop", "*all one*", ["*all one*"]],
])("lists %s", (_what, source, pieces) => {
  const found = listPieces(source);
  expect(found.map(({ text }) => text)).toEqual(pieces);
  for (const { text, start, end } of found) expect(source.slice(start, end)).toBe(text);
});

test.each([
  ["one of the same sentences", "Yes. No. Yes.", [2], `Yes. No. ${MARK}`],
  ["neighbours as one", "One. Two. Three.", [0, 1], `${MARK} Three.`],
  ["lines on their own", "One.\nTwo.", [0, 1], `${MARK}\n${MARK}`],
  ["a list's line, but not its mark", "- One.\n- Two.", [0], `- ${MARK}\n- Two.`],
])("cuts %s", (_what, source, chosen, cut) => {
  const pieces = listPieces(source).filter((_, index) => chosen.includes(index));
  expect(cutPieces(source, pieces)).toBe(cut);
});

test("shows a cut in a comparison as readers see it, and other escapes as they were typed", () => {
  expect(showCuts(`${MARK} is \\*here\\*, ${MARK}.`)).toBe(
    "[removed by a moderator] is \\*here\\*, [removed by a moderator].",
  );
});

test("cuts words wherever they stand, exactly, and those that are a pattern elsewhere", () => {
  expect(cutWords("Ann and Ann, not ann.", ["Ann"])).toBe(`${MARK} and ${MARK}, not ann.`);
  expect(cutWords("It was $& (sic).", ["$&", "(sic)"])).toBe(`It was ${MARK}.`);
  expect(cutWords("[link](https://a.example)", ["https://a.example"])).toBe(`[link](${MARK})`);
});
