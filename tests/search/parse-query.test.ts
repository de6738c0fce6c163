import fc from "fast-check";
import { expect, test } from "vitest";
import { formatQuery, MAX_QUERY_CHARS, MAX_TERMS, parseQuery } from "~/search/query/parse-query";

const shown = (typed: string) =>
  parseQuery(typed).parts.map((part) =>
    [
      part.isExcluded ? "not" : "",
      part.is === "filter" ? `${part.operator}=` : part.isPhrase ? "phrase" : "",
      part.is === "filter" ? part.value : part.text,
    ]
      .filter(Boolean)
      .join(" "),
  );

test.each([
  ["reading rooms", ["reading", "rooms"]],
  ['"reading rooms" open', ["phrase reading rooms", "open"]],
  ["“reading rooms” «la salle»", ["phrase reading rooms", "phrase la salle"]],
  ['-closed -"on sunday"', ["not closed", "not phrase on sunday"]],
  ['tag:"public libraries" by:ken', ["tag= public libraries", "by= ken"]],
  ["-tag:news IN:series", ["not tag= news", "in= series"]],
  ["before:2026-03 after:2025", ["before= 2026-03", "after= 2025"]],
  ['"never closed', ["phrase never closed"]],
  ['tag:"never closed', ["tag= never closed"]],
  ["tag: by: -", ["tag:", "by:"]],
  ['tag:"" ""', ["tag"]],
  ["site:example.org 12:30", ["site:example.org", "12:30"]],
  ["well-known C++", ["well-known", "C++"]],
  ["librar*", ["librar*"]],
  ["a\0b", ["a", "b"]],
  ["\ud800", []],
  ["()(*&^%$#", []],
  ["tag：図書館", ["tag= 図書館"]],
])("reads %j", (typed, parts) => {
  expect(shown(typed)).toEqual(parts);
});

test("cuts what is longer than anyone types, and says so", () => {
  expect(parseQuery("word ".repeat(2_000))).toMatchObject({ isCut: true });
  expect(parseQuery("word ".repeat(2_000)).parts).toHaveLength(MAX_TERMS);
  expect(parseQuery("w".repeat(MAX_QUERY_CHARS))).toMatchObject({ isCut: false });
  expect(parseQuery(`tag:${"t".repeat(10_000)}`)).toMatchObject({ isCut: true });
});

test("reads what it writes: a query made of parts is understood as these", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (typed) => {
      const { parts } = parseQuery(typed);
      expect(parseQuery(formatQuery(parts)).parts).toEqual(parts);
    }),
  );
});

test("reads what is made of quotes, hyphens, colons and operators", () => {
  const pieces = ['"', "-", ":", " ", "tag:", "by:", "before:", "word", "é", "*", "“", "\0", "2026"];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (typed) => {
      const { parts } = parseQuery(typed.join(""));
      expect(parseQuery(formatQuery(parts)).parts).toEqual(parts);
    }),
  );
});
