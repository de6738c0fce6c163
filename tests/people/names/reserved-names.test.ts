import { expect, test } from "vitest";
import { isReservedName } from "~/people/names/reserved-names";

const SITE = { name: "Longtable", language: "en" };

test.each([
  "Moderator",
  "moderators",
  "  M o d e r a t o r ",
  "Мoderаtor", // Two Cyrillic letters.
  "M\u200boderator",
  "ＡＤＭＩＮ",
  "Àdmin",
  "Adm1n",
  "the Editors",
  "Site Administrator",
  "Moderator team",
  "Longtable",
  "The Longtable team",
  "Longtable admin",
  "Editor at Longtable",
  "L0ngtable",
])("a guest can't be called %s", (name) => {
  expect(isReservedName(name, SITE)).toBe(true);
});

test.each([
  "Ada",
  "Modesty",
  "Edi Thorne",
  "Ada, editor of the Gazette",
  "Administrator of the library in Hull",
  "Longtable fan",
  "the",
  "Team",
  "管理人",
  "!!!",
])("a guest can be called %s", (name) => {
  expect(isReservedName(name, SITE)).toBe(false);
});

test.each([
  ["de-CH", "Die Redaktion", true],
  ["de-CH", "Redaktion", true],
  ["fr", "Moderatrice", true],
  ["nb", "Redaktøren", true],
  ["ja", "管理人", true],
  ["ja", "Moderator", true],
  ["ru", "Модератор", true],
  ["tlh", "Redaktion", false],
])("in a site's language %s, the name %s is reserved: %s", (language, name, isReserved) => {
  expect(isReservedName(name, { name: "Tisch", language })).toBe(isReserved);
});

test("a name without anything visible, of the site or of a guest, reserves nothing", () => {
  expect(isReservedName("Ada", { name: "", language: "" })).toBe(false);
  expect(isReservedName("", { name: "", language: "en" })).toBe(false);
});
