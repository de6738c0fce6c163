// Which texts a query finds without the index: those that only few may see, which are few.

import { parseQuery } from "../query/parse-query";
import { type Alternatives, seek } from "../query/sought";
import type { Piece, Term } from "../search";
import { splitWords } from "../words/split-words";
import { type StemLanguage, stemLanguageOf } from "../words/stems";
import { findMatches, markMatches, snippetOf } from "./snippet";

/** Has all of these, and none of those. */
export interface Wanted {
  all: Alternatives[];
  none: Alternatives[];
}

export interface OwnText {
  title: string;
  text: string;
  /** Null for the site's. */
  language: string | null;
}

/** What is typed, with its filters as words: these texts aren't filed anywhere. Null if there is no word in it. */
export function readWanted(typed: string): Wanted | null {
  const terms = parseQuery(typed).parts.map(
    (part): Term =>
      part.is === "term" ? part : { ...part, text: `${part.operator}:${part.value}`, isPhrase: true },
  );
  const [all, none] = [false, true].map((isExcluded) =>
    terms.flatMap((term) => (term.isExcluded === isExcluded ? [seek(term) ?? []] : [])),
  ) as [Alternatives[], Alternatives[]];
  return [...all, ...none].some((term) => term.length > 0) ? { all, none } : null;
}

/** A text with its matches marked; null if the query doesn't find it. */
export function findIn(
  { title, text, language }: OwnText,
  { all, none }: Wanted,
  around: StemLanguage,
): { title: Piece[]; snippet: Piece[] } | null {
  const stemming = { language: language === null ? null : stemLanguageOf(language), around };
  const words = splitWords(`${title}\n${text}`);
  const has = (term: Alternatives) => findMatches(words, [term], stemming).length > 0;
  if (!all.every(has) || none.some(has)) return null;
  return { title: markMatches(title, all, stemming), snippet: snippetOf(text, all, stemming) };
}
