import type { Alternatives, Phrase, Sought } from "../query/sought";

export interface Statement {
  sql: string;
  values: unknown[];
}

/** An entry, as a statement gives it: PostgreSQL gives its key as a text. */
export interface EntryRow {
  key: number | bigint | string;
  kind: number;
  thingId: number;
  postId: number | null;
}

/** What is asked of the index, in the SQL of one database. Each gives at most `limit` rows. */
export interface Dialect {
  /** Entries, newest first: EntryRow. Of names, which have no time, any. Rare words are best named first. */
  newest(sought: Sought, limit: number): Statement;
  /** Their keys alone: { key }. */
  newestKeys(sought: Sought, limit: number): Statement;
  /** Each of these entries, as often as it has one of the words or phrases: { key }. */
  having(terms: Alternatives[], keys: number[]): Statement;
  /** The key of the one at a place, counted from the newest, among those that have the words of phrases in any order: { key }. */
  nth(sought: Sought, place: number): Statement;
  /** How well the words fit each of these entries, which have them: { key, score }, a higher one for better. */
  ranked(all: Alternatives[], keys: number[]): Statement;
  /** Whether `count` knows them at this moment, and `ranked` reads all entries with a word, however few are ranked: so it does for the frequency of the word. */
  readonly countsAll: boolean;
  /** So many of the newest that have the words of a phrase are looked at, whether they stand next to one another: all that have three articles would
   *  take seconds. */
  readonly maxPlaced: number;
  /** Those that have the word, or the phrase as it was typed, in their title: { key }. */
  titled(term: Alternatives, range: Range, limit: number): Statement;
  /** The titles of posts: { id, title }. */
  titles(ids: number[]): Statement;
  /** How many entries have this word, at most `limit`, and the key of the oldest of so many; null if that isn't known: { n, since }. */
  count(word: string, limit: number): Statement;
  /** Entries by their keys: EntryRow. */
  entries(keys: number[]): Statement;
  /** Entries with these words in their title or name, or words that begin so, newest first: EntryRow. */
  names(words: string[], isOpen: boolean, range: Range, limit: number): Statement;
  /** Stems of so many characters, the commonest first, as one text with spaces between them: { stems }. Null if there are none. */
  words(range: Range, limit: number): Statement;
  /** Stems that enough texts have, in order, after one: { stem, n }. */
  vocabulary(after: string, limit: number): Statement;
}

/** Both included. */
interface Range {
  from: number;
  to: number;
}

export type { Alternatives, Phrase, Sought };

/** A word in a title tells more of what the text is about than many in its middle. */
export const TITLE_WEIGHT = 8;
/** Fewer could be one person's slip, or a name that somebody would rather not see suggested. */
export const MIN_TEXTS = 3;
