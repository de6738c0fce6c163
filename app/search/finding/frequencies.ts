// How common the words of a search are, each asked for once.

import type { BoundedQuery } from "~/platform/database/bounded-reader";
import type { Alternatives, Dialect, Phrase, Sought } from "./dialect";

export interface Frequency {
  /** How many entries have it, at most about the limit. */
  n: number;
  /** The key of the oldest of these: of two words as common as the limit, the one that goes back further is rarer. */
  since: number;
  /** Without the alternatives that nothing has, if that is known. */
  term: Alternatives;
}

/** A phrase is as common as the rarest of its words. */
export type Frequencies = (term: Alternatives, limit: number) => Promise<Frequency>;

type Count = Omit<Frequency, "term">;

export function openFrequencies(query: BoundedQuery, dialect: Dialect): Frequencies {
  const known = new Map<string, Promise<Count>>();
  const ask = async (word: string, limit: number): Promise<Count> => {
    const { sql, values } = dialect.count(word, limit);
    const [row] = await query<Record<keyof Count, number | bigint | string | null>>(sql, values);
    return { n: Number(row?.n ?? 0), since: Number(row?.since ?? 0) };
  };
  const once = (word: string, limit: number) => {
    const key = `${limit} ${word}`;
    const found = known.get(key) ?? ask(word, limit);
    known.set(key, found);
    return found;
  };
  return async (term, limit) => {
    const counted = await Promise.all(
      term.map(async (phrase) => ({
        phrase,
        counts: await Promise.all(phrase.words.map((word) => once(word, limit))),
      })),
    );
    const had = counted.filter(({ phrase, counts }) => !dialect.countsAll || isPossible(phrase, counts));
    const length = Math.max(0, ...had.map(({ counts }) => counts.length));
    const places = Array.from({ length }, (_, place) =>
      sum(had.flatMap(({ counts }) => counts[place] ?? [])),
    );
    const rarest = places.sort(byFrequency)[0] ?? { n: 0, since: 0 };
    return { ...rarest, term: had.length > 0 ? had.map(({ phrase }) => phrase) : term };
  };
}

/** Nothing tells how many words begin with an open one. */
const isPossible = ({ words, isOpen }: Phrase, counts: Count[]) =>
  counts.every(({ n }, index) => n > 0 || (isOpen && index === words.length - 1));

const sum = (counts: Count[]): Count => ({
  n: counts.reduce((all, { n }) => all + n, 0),
  since: Math.max(...counts.map(({ since }) => since)),
});

/** Of so many words, fewer entries are counted: which are rarer shows by when they stood in as many. */
const MANY_WORDS = 5;
const SAMPLE = 2_000;
/** To count so many takes a millisecond. */
export const COMMON_WORD = 10_000;

export const limitOf = (terms: number) => (terms < MANY_WORDS ? COMMON_WORD : SAMPLE);

/** The words, and the filters, with the rarest first. */
export async function rarestFirst(frequencies: Frequencies, sought: Sought): Promise<Sought> {
  const { all, facets } = sought;
  if (all.length + facets.length < 2) return sought;
  const limit = limitOf(all.length);
  const [words, filters] = await Promise.all(
    [all, facets.map(asTerm)].map(async (terms) => {
      const counted = await Promise.all(terms.map((term) => frequencies(term, limit)));
      return counted.sort(byFrequency);
    }),
  );
  const [word, filter] = [words?.[0], filters?.[0]];
  return {
    ...sought,
    all: (words ?? []).map(({ term }) => term),
    facets: (filters ?? []).map(({ term }) => term.flatMap((facet) => facet.words)),
    areWordsFirst: word !== undefined && (filter === undefined || byFrequency(word, filter) < 0),
  };
}

export const asTerm = (facets: string[]): Alternatives =>
  facets.map((facet) => ({ words: [facet], isOpen: false }));

export const byFrequency = (a: Count, b: Count) => a.n - b.n || a.since - b.since;
