// Random sentences of real words with realistic frequencies, so that they compress as prose does.

import { readFileSync } from "node:fs";
import { fromRoot } from "~/server/site-services";
import type { Random } from "./random";

/** The words of the sample blog, the most frequent first. */
const WORDS = readFileSync(fromRoot("tests/bench/corpus/words.txt"), "utf8").split(/\s+/).filter(Boolean);

/** A word by Zipf's law: the frequency of rank r is 1 / r of the first. */
export const word = ({ next }: Random): string =>
  WORDS[Math.floor(WORDS.length ** next()) - 1] ?? (WORDS[0] as string);

/** A word beyond the most frequent ones, which are articles and pronouns. */
export const noun = ({ whole }: Random): string => WORDS[whole(150, WORDS.length - 1)] as string;

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function words(random: Random, count: number): string {
  return Array.from({ length: count }, () => word(random)).join(" ");
}

/** Some words, every other one beyond the most frequent. */
export const title = (random: Random, count = random.whole(3, 6)): string =>
  capitalise(
    Array.from({ length: count }, (_, index) => (index % 2 ? word(random) : noun(random))).join(" "),
  );

export function sentence(random: Random): string {
  const parts = [words(random, random.whole(5, 12))];
  if (random.chance(0.6)) parts.push(words(random, random.whole(3, 9)));
  if (random.chance(0.08)) parts.push(`*${words(random, 2)}*`);
  if (random.chance(0.06)) parts.push(`"${words(random, random.whole(3, 6))}"`);
  return capitalise(parts.join(random.chance(0.7) ? ", " : " ")) + (random.chance(0.06) ? "?" : ".");
}

export const paragraph = (random: Random, sentences = random.whole(3, 6)): string =>
  Array.from({ length: sentences }, () => sentence(random)).join(" ");
