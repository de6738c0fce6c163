import { readFileSync } from "node:fs";
import { fromRoot } from "~/server/site-services";

const SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to vu wa ze bri cla dro".split(" ");

/** As many words as a large site has: those of the sample blog first, then made ones. */
export function vocabularyOf(count: number): string[] {
  const known = readFileSync(fromRoot("tests/bench/corpus/words.txt"), "utf8").split(/\s+/).filter(Boolean);
  const words = new Set(known.map((word) => word.toLowerCase()).filter((word) => /^[a-z]+$/.test(word)));
  for (let number = 8_000; words.size < count; number++) words.add(made(number));
  return [...words].slice(0, count);
}

const made = (number: number): string =>
  (number >= SYLLABLES.length ? made(Math.floor(number / SYLLABLES.length)) : "") +
  SYLLABLES[number % SYLLABLES.length];
