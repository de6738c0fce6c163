import { expect, test } from "vitest";
import { foldTagName } from "~/tags/tag-name";

test.each([
  ["E-mail", "email"],
  ["Réseaux", "reseaux"],
  ["Re\u0301seaux", "RÉSEAUX"],
  ["reading group", "reading-group"],
  ["reading\u2011group", "Readinggroup"],
  ["R & D", "R&D"],
])("%s and %s are one tag", (one, other) => {
  expect(foldTagName(one)).toBe(foldTagName(other));
});

test.each([
  ["C", "C++"],
  ["3.0", "30"],
  ["1990-2000", "19902000"],
  ["us", "U.S."],
  ["net", ".NET"],
  ["かき", "がき"],
  ["мой", "мои"],
])("%s and %s are two tags", (one, other) => {
  expect(foldTagName(one)).not.toBe(foldTagName(other));
});
