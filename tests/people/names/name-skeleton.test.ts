import { expect, test } from "vitest";
import { nameSkeletonOf } from "~/people/names/name-skeleton";

test.each([
  ["case", "maren lind"],
  ["capitals", "MAREN LIND"],
  ["spaces", "Maren  Lind"],
  ["a space of another width", "Maren\u2003Lind"],
  ["no space", "MarenLind"],
  ["punctuation", "Maren-Lind."],
  ["accents", "Márên Lînd"],
  ["combining accents", "Ma\u0301ren Lind"],
  ["Cyrillic letters", "М\u0430r\u0435n Lind"],
  ["Cyrillic capitals", "\u041c\u0410REN LIND"],
  ["Greek letters", "M\u03b1ren Lind"],
  ["Greek capitals", "\u039c\u0391R\u0395\u039d LIND"],
  ["a zero-width space", "Mar\u200ben Lind"],
  ["a zero-width joiner", "Mar\u200den Lind"],
  ["a byte order mark", "\ufeffMaren Lind"],
  ["a soft hyphen", "Ma\u00adren Lind"],
  ["a direction mark", "\u202eMaren Lind"],
  ["a variation selector", "Maren\ufe0f Lind"],
  ["full width", "Ｍａｒｅｎ Ｌｉｎｄ"],
  ["mathematical letters", "𝓜𝓪𝓻𝓮𝓷 𝓛𝓲𝓷𝓭"],
  ["rn for m", "rnaren lind"],
  ["l, I, 1 and | for i and l", "Maren 1|nd"],
])("recognises a name with %s", (_what, name) => {
  expect(nameSkeletonOf(name)).toBe(nameSkeletonOf("Maren Lind"));
});

test.each(["Maren Lund", "Maren Lind, Oslo", "Maren L", "Karen Lind", "Marenka Lind"])(
  "tells %s apart",
  (name) => {
    expect(nameSkeletonOf(name)).not.toBe(nameSkeletonOf("Maren Lind"));
  },
);

test("tells names in other scripts, and of signs alone, apart", () => {
  const names = ["山田", "田山", "Анна", "Инна", "أحمد", "कमल", "कमला", "はな", "ばな", "🌻", "🌼", "★", "٠"];
  expect(new Set(names.map(nameSkeletonOf)).size).toBe(names.length);
  expect(names.filter((name) => nameSkeletonOf(name) === "")).toEqual([]);
});
