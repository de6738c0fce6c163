import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Evidence } from "~/moderation/spam/verdict";
import { VerdictNote } from "~/moderation/spam/verdict-note";

const textOf = (score: number | null, evidence: Evidence) =>
  renderToStaticMarkup(<VerdictNote score={score} evidence={evidence} />).replace(/<[^>]*>/g, "");
const seen = [
  { token: "casino", spam: 4, ham: 0 },
  { token: "//bad.example", spam: 2, ham: 0 },
];

test.each([
  ["spam by its words", 0.973, { seen }, "Its words look like spam (0.97 of 1): casino, bad.example."],
  ["doubtful", 0.7, { seen }, "Its words look a little like spam (0.70 of 1): casino, bad.example."],
  ["like other comments", 0.1, { seen }, "Its words don’t look like spam (0.10 of 1)."],
  [
    "a host of spam",
    null,
    { spamHosts: ["bad.example"] },
    "It links to bad.example, which so far only spam has linked to. ",
  ],
  ["a near-copy", null, { copyOf: 12 }, "It is nearly the same as comment 12 under another post. "],
  ["nothing to say", null, {}, ""],
])("tells moderators of a comment that is %s", (_what, score, evidence, text) => {
  expect(textOf(score, evidence)).toBe(text);
});
