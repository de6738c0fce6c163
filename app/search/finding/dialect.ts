import type { Alternatives, Sought } from "../query/sought";

export interface Statement {
  sql: string;
  values: unknown[];
}

/** What is asked of the index, in the SQL of one database. Each gives at most `limit` rows. */
export interface Dialect {
  /** Keys of entries, newest first: { key }. */
  newest(sought: Sought, limit: number): Statement;
  /** The entries with keys from `from` on that `newest` gives, with how well the words fit: { key, score }, a higher one for better. */
  ranked(sought: Sought, from: number): Statement;
  /** Whether `ranked` reads all entries with a word, however few are ranked: so it does for the frequency of the word. */
  readonly countsAll: boolean;
  /** Of `newest`, those that have the words in their title: { key }. */
  titled(sought: Sought, limit: number): Statement;
  /** How many entries have one of these words, at most `limit`: { n }. */
  count(words: string[], limit: number): Statement;
  /** Entries by their keys: { key, kind, thingId, postId }. */
  entries(keys: number[]): Statement;
  /** Keys of titles and names with these words, or words that begin so, newest first: { key }. */
  names(words: string[], isOpen: boolean, range: { from: number; to: number }, limit: number): Statement;
  /** How common words like this one are: { stem, n }. */
  words(range: { from: number; to: number }, limit: number): Statement;
  /** Stems that enough texts have, in order, after one: { stem, n }. */
  vocabulary(after: string, limit: number): Statement;
}

export type { Alternatives, Sought };

/** A word in a title tells more of what the text is about than many in its middle. */
export const TITLE_WEIGHT = 8;
/** Fewer could be one person's slip, or a name that somebody would rather not see suggested. */
export const MIN_TEXTS = 3;
