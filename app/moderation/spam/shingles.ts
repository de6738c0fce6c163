// Near-copies: texts that share most of their groups of three words. Of each text the lowest hashes of its groups are
// kept, a sample that is the same for the same groups.

import { readText } from "./text";

/** Hashes kept of one text. */
export const SAMPLE_SIZE = 8;
/** Texts are near-copies if they share this many of 8. Two texts that share two thirds of their groups usually do. */
export const MIN_SHARED = 5;
/** Below this many letters, about twelve words, texts resemble one another by chance: "Thank you for this post!" */
const MIN_LETTERS = 60;
const GROUP = 3;

/** A sample of a text's groups of words; empty if it is too short to be compared. */
export function sampleShingles(html: string, { beginning: words } = readText(html)): number[] {
  if (words.reduce((sum, word) => sum + word.length, 0) < MIN_LETTERS) return [];
  const hashes = new Int32Array(Math.max(words.length - GROUP + 1, 0));
  for (const at of hashes.keys()) hashes[at] = hashGroup(words, at);
  // Without a function, a typed array is sorted several times as fast.
  return distinct(hashes.sort(), SAMPLE_SIZE);
}

/** FNV-1a with 32 bits of the group's words with a space between them, as a signed number: an integer column of both databases. */
function hashGroup(words: string[], first: number): number {
  let value = 0x811c9dc5;
  for (let at = first; at < first + GROUP; at++) {
    const word = at === first ? (words[at] ?? "") : ` ${words[at]}`;
    for (let index = 0; index < word.length; index++)
      value = Math.imul(value ^ word.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}

/** The first different ones of sorted numbers. */
function distinct(sorted: Int32Array, count: number): number[] {
  const found: number[] = [];
  for (const value of sorted) {
    if (value !== found.at(-1)) found.push(value);
    if (found.length === count) break;
  }
  return found;
}
