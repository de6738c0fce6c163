// What a query looks for in the index, for either database.

import type { Term } from "../search";
import { splitWords } from "../words/split-words";
import { FRENCH, stemsOf } from "../words/stems";

/** Words that stand next to one another. */
export interface Phrase {
  words: string[];
  /** Whether the last one is only the beginning of a word. */
  isOpen: boolean;
}

/** A word or phrase of a query, as each of the phrases of stems that it could be in a text. */
export type Alternatives = Phrase[];

/** Whether words of it have to stand next to one another. */
export const hasPhrase = (term: Alternatives): boolean => term.some(({ words }) => words.length > 1);

/** All of `all`, or at least `least` of them, and none of `none`, among the entries with one facet of each list of `facets` and none of `noFacets`, and with
 *  keys from `from` to `to`. */
export interface Sought {
  all: Alternatives[];
  least?: number;
  /** Whether one of the words is rarer than each filter. Rare ones are looked for first. */
  areWordsFirst?: boolean;
  none: Alternatives[];
  facets: string[][];
  noFacets: string[];
  from: number;
  to: number;
  /** Of a kind alone, as in SearchEntry; null for all. */
  kind: number | null;
}

/** A beginning of fewer letters is that of too many words. */
const MIN_BEGINNING = 3;

const ENDS = ["e", "ing", "ation", "er", "ement"];

/** A term as the index has it; null if there is no word in it. */
export function seek({ text }: Pick<Term, "text">): Alternatives | null {
  const words = splitWords(text);
  const last = words.at(-1);
  if (!last) return null;
  // The last character of a run without spaces has no pair; alone, it may be the first of any.
  const isSingle = words.length === 1 && last.isPart && [...last.folded].length === 1;
  const inRun = words.length > 1 && last.isPart ? words.slice(0, -1) : words;
  if (isSingle) return [{ words: [last.folded], isOpen: true }];
  const stems = inRun.map(stemsOf);
  const isBeginning = /\*$/.test(text.trim()) && !last.isPart && last.folded.length >= MIN_BEGINNING;
  // A text has stems of one language, so a phrase is of the stems of one language.
  const ways = Math.max(...stems.map((own) => own.length));
  const phrases = Array.from({ length: ways }, (_, way) => stems.map((own) => own[way] ?? own[0] ?? ""));
  const closed = distinct(phrases).map((words) => ({ words, isOpen: false }));
  if (!isBeginning) return closed;
  const opened = distinct(phrases).flatMap((words) => {
    const start = words.slice(0, -1);
    return [last.folded, FRENCH + last.folded].map((end) => ({ words: [...start, end], isOpen: true }));
  });
  // *organiz* is longer than the stem of *organizing*, so the words that it probably begins are sought too.
  const completed =
    words.length > 1 ? [] : ENDS.flatMap((end) => splitWords(last.accented + end).flatMap(stemsOf));
  return [
    ...opened,
    ...closed,
    ...distinct(completed.map((stem) => [stem])).map((own) => ({ words: own, isOpen: false })),
  ];
}

function distinct(phrases: string[][]): string[][] {
  return [...new Map(phrases.map((words) => [words.join(" "), words])).values()];
}

/** Each way to take so many of some things, in their order. */
export function waysToTake<T>(count: number, items: T[]): T[][] {
  if (count >= items.length) return count > items.length ? [] : [items];
  const [first, ...others] = items;
  if (count === 0 || first === undefined) return [[]];
  return [...waysToTake(count - 1, others).map((way) => [first, ...way]), ...waysToTake(count, others)];
}
