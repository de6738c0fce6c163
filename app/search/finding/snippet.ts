// The place of a text where a query's words stand, with the words marked.

import type { Alternatives, Phrase } from "../query/sought";
import type { Piece } from "../search";
import { splitWords, type Word } from "../words/split-words";
import { FRENCH, type StemLanguage, stemOf } from "../words/stems";
import { guessLanguage } from "../words/text-language";

/** Two to three lines on a phone. */
const MAX_CHARS = 240;
/** Of a longer text, some sixty pages, the beginning is looked at. */
const MAX_READ_CHARS = 100_000;
/** Shown before the first match. */
const LEAD_WORDS = 6;

interface Match {
  /** Of the query. */
  term: number;
  start: number;
  end: number;
  word: number;
}

interface Stemmed {
  language: StemLanguage | null;
  around: StemLanguage;
}

/** The whole of a short text, such as a title, with its matches. */
export function markMatches(text: string, terms: Alternatives[], stemming: Stemmed): Piece[] {
  return toPieces(text, findMatches(splitWords(text), terms, stemming), 0, text.length);
}

/** The part of a text that has most of the terms, or its beginning. */
export function snippetOf(whole: string, terms: Alternatives[], stemming: Stemmed): Piece[] {
  const text = whole.slice(0, MAX_READ_CHARS);
  const words = splitWords(text);
  const matches = findMatches(words, terms, stemming);
  const first = matches[bestStart(matches)];
  const from = first && first.word > LEAD_WORDS ? (words[first.word - LEAD_WORDS]?.start ?? 0) : 0;
  const start = first && first.start - from >= MAX_CHARS / 2 ? first.start : from;
  const limit = start + MAX_CHARS;
  const lastWord = text.length <= limit ? null : words.findLast(({ end }) => end <= limit);
  const end = lastWord === null ? text.length : Math.max(lastWord?.end ?? limit, first?.end ?? 0);
  const pieces = toPieces(text, matches, start, end);
  if (start > 0) pieces.unshift({ text: "…", isMatch: false });
  if (end < whole.trimEnd().length) pieces.push({ text: "…", isMatch: false });
  return join(pieces);
}

/** The first match of the window with most different terms, then with most matches. */
function bestStart(matches: Match[]): number {
  let best = { index: 0, terms: 0, matches: 0 };
  for (let index = 0, end = 0; index < matches.length; index++) {
    const from = matches[index] as Match;
    end = Math.max(end, index);
    while (end < matches.length && (matches[end] as Match).end - from.start <= MAX_CHARS * 0.8) end++;
    const terms = new Set(matches.slice(index, Math.max(end, index + 1)).map(({ term }) => term)).size;
    if (terms > best.terms || (terms === best.terms && end - index > best.matches))
      best = { index, terms, matches: end - index };
  }
  return best.index;
}

export function findMatches(words: Word[], terms: Alternatives[], { language, around }: Stemmed): Match[] {
  const beginnings = new Set(
    terms.flatMap((phrases) => phrases.map(({ words: [first] }) => beginningOf(first))),
  );
  const stemmed = language ?? guessLanguage(words, around);
  const stems = words.map(() => undefined as string | undefined);
  const stemAt = (at: number) => {
    const word = words[at];
    if (word) stems[at] ??= stemOf(word, stemmed);
    return stems[at];
  };
  const byFirst = new Map<string, { term: number; phrase: Phrase }[]>();
  const open: { term: number; phrase: Phrase }[] = [];
  terms.forEach((alternatives, term) => {
    for (const phrase of alternatives) {
      const [first = ""] = phrase.words;
      if (phrase.isOpen && phrase.words.length === 1) open.push({ term, phrase });
      else byFirst.set(first, [...(byFirst.get(first) ?? []), { term, phrase }]);
    }
  });
  const matches: Match[] = [];
  for (let at = 0; at < words.length; at++) {
    if (!beginnings.has(beginningOf(words[at]?.folded))) continue;
    const candidates = [...(byFirst.get(stemAt(at) ?? "") ?? []), ...open];
    const found = candidates.find(({ phrase }) => stands(stemAt, at, phrase));
    if (!found) continue;
    const last = words[at + found.phrase.words.length - 1] as Word;
    const { start } = words[at] as Word;
    // Of a single character that is sought, only it is marked, and not its pair.
    const isSingle = found.phrase.isOpen && last.isPart;
    const end = isSingle ? start + (found.phrase.words[0]?.length ?? 1) : last.end;
    matches.push({ term: found.term, start, end, word: at });
    // What is marked isn't looked at again.
    at += found.phrase.words.length - 1;
  }
  return matches;
}

/** A word begins as its stem does. To stem all words of the texts of a page took a third of a search. */
export const beginningOf = (text = "") => text.slice(text.startsWith(FRENCH) ? FRENCH.length : 0).slice(0, 1);

const stands = (stemAt: (at: number) => string | undefined, at: number, { words, isOpen }: Phrase) =>
  words.every((word, index) => {
    const stem = stemAt(at + index);
    return isOpen && index === words.length - 1 ? stem?.startsWith(word) : stem === word;
  });

function toPieces(text: string, matches: Match[], start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const match of matches) {
    if (match.start < at || match.start >= end) continue;
    pieces.push({ text: text.slice(at, match.start), isMatch: false });
    pieces.push({ text: text.slice(match.start, Math.min(match.end, end)), isMatch: true });
    at = Math.min(match.end, end);
  }
  pieces.push({ text: text.slice(at, end), isMatch: false });
  return join(pieces);
}

/** Without empty pieces and line breaks. */
function join(pieces: Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const { text, isMatch } of pieces) {
    const flat = text.replace(/\s+/g, " ");
    const last = joined.at(-1);
    if (flat === "") continue;
    if (last && last.isMatch === isMatch) last.text += flat;
    else joined.push({ text: flat, isMatch });
  }
  return joined;
}
