// A text as the index has it.

import { createHash } from "node:crypto";
import type { SearchKind } from "../search";
import { splitWords } from "../words/split-words";
import { ANALYSER_VERSION, type StemLanguage, stemOf } from "../words/stems";
import { guessLanguage } from "../words/text-language";

/** What everyone may see and search for. */
export interface SearchableText {
  kind: SearchKind;
  id: number;
  /** The post that it is, or is a response to. */
  postId: number | null;
  /** When it was published; null for names. */
  at: Date | null;
  title: string;
  text: string;
  /** Null if it isn't known; then it is guessed. */
  language: StemLanguage | null;
  /** The language of what is around it. */
  around: StemLanguage;
  facets: string[];
}

export interface IndexedWords {
  /** Stems, in their order. */
  title: string[];
  text: string[];
  /** Words of the title as they stand. */
  name: string[];
}

/** PostgreSQL refuses a vector above a megabyte. What comes after so many different words, some 300 pages, isn't searched. */
const MAX_VECTOR_BYTES = 900_000;
const BYTES_OF_A_WORD = 24;

export function indexWords({ title, text, language, around }: SearchableText): IndexedWords {
  const [titleWords, textWords] = [splitWords(title), splitWords(text)];
  const stemmed = language ?? guessLanguage([...titleWords, ...textWords], around);
  return {
    title: titleWords.map((word) => stemOf(word, stemmed)),
    text: fitting(textWords.map((word) => stemOf(word, stemmed))),
    name: titleWords.map(({ folded }) => folded),
  };
}

function fitting(stems: string[]): string[] {
  // Most texts couldn't come near it.
  if (stems.length * BYTES_OF_A_WORD * 6 < MAX_VECTOR_BYTES) return stems;
  const seen = new Set<string>();
  let bytes = 0;
  const end = stems.findIndex((stem) => {
    bytes += 4 + (seen.has(stem) ? 0 : Buffer.byteLength(stem) + BYTES_OF_A_WORD);
    seen.add(stem);
    return bytes > MAX_VECTOR_BYTES;
  });
  return end < 0 ? stems : stems.slice(0, end);
}

/** By which a check sees that an entry is outdated, without making its words again. */
export const digestOf = (text: SearchableText): string =>
  createHash("sha256")
    .update(
      JSON.stringify([ANALYSER_VERSION, text.language, text.around, text.title, text.text, text.facets]),
    )
    .digest("base64url")
    .slice(0, 16);

/** Texts by their ids, or the first after an id, of one post if given. */
export type Which = number[] | { after: number; take: number; postId?: number };
