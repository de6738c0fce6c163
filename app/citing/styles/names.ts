// Names as styles write them.

import type { CitedName } from "~/people/cited-name/cited-name";

/** Scripts whose names are written with the family name first, without a comma, a space or initials. */
const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\s・·ー]+$/u;

/** A name that no style may turn around. */
function wholeOf(name: CitedName): string | null {
  if ("whole" in name) return name.whole;
  return FAMILY_FIRST.test(name.family + name.given) ? name.family + name.given : null;
}

export const isInverted = (name: CitedName): boolean => wholeOf(name) === null;

/** "Berg, Ada" */
export const inverted = (name: CitedName): string =>
  arrange(name, ({ family, given }) => `${family}, ${given}`);

/** "Ada Berg" */
export const direct = (name: CitedName): string => arrange(name, ({ family, given }) => `${given} ${family}`);

/** "Berg, A." */
export const withInitials = (name: CitedName): string =>
  arrange(name, ({ family, given }) => `${family}, ${initials(given)}`);

/** "Berg" */
export const short = (name: CitedName): string => ("family" in name ? name.family : name.whole);

type Divided = Extract<CitedName, { family: string }>;

const arrange = (name: CitedName, write: (name: Divided) => string): string =>
  wholeOf(name) ?? ("family" in name ? write(name) : name.whole);

/** "Jean-Luc R.": "J.-L. R." */
const initials = (given: string): string =>
  given
    .replaceAll(/\.(?=\p{L})/gu, ". ")
    .split(" ")
    .map((word) => word.split("-").map(initial).join("-"))
    .join(" ");

const initial = (word: string): string => {
  const [letter = ""] = word;
  return /\p{L}/u.test(letter) ? `${letter.toUpperCase()}.` : word;
};

/** "A", "A and B", "A, B, and C". A comma after a first name that was turned around ends it. */
export function joinNames(names: string[], and: string, isFirstInverted = false): string {
  const last = names.at(-1) ?? "";
  if (names.length < 2) return last;
  const comma = names.length > 2 || isFirstInverted ? "," : "";
  return `${names.slice(0, -1).join(", ")}${comma} ${and} ${last}`;
}
