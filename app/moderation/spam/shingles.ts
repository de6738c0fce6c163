// Near-copies: texts that share most of their groups of three words. Of each text the lowest hashes of its groups are
// kept, a sample that is the same for the same groups.

import { visibleText } from "~/markdown/visible";
import { listWords } from "./words";

/** Hashes kept of one text. */
export const SAMPLE_SIZE = 8;
/** Texts are near-copies if they share this many of 8. Two texts that share two thirds of their groups usually do. */
export const MIN_SHARED = 5;
/** Below this many letters, about twelve words, texts resemble one another by chance: "Thank you for this post!" */
const MIN_LETTERS = 60;
const GROUP = 3;
/** A text is compared by its beginning: it is copied from there. */
const MAX_CHARS = 3_000;

/** A sample of a text's groups of words; empty if it is too short to be compared. */
export function sampleShingles(html: string): number[] {
  const words = listWords(visibleText(html).slice(0, MAX_CHARS));
  if (words.reduce((sum, word) => sum + word.length, 0) < MIN_LETTERS) return [];
  const hashes = new Set<number>();
  for (let at = 0; at + GROUP <= words.length; at++) hashes.add(hash(words.slice(at, at + GROUP).join(" ")));
  return [...hashes].sort((a, b) => a - b).slice(0, SAMPLE_SIZE);
}

/** FNV-1a with 32 bits, as a signed number: an integer column of both databases. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}
