// A query as it was understood, and what was found: what the page of results shows.

export const SEARCH_KINDS = ["post", "comment", "person", "tag", "series"] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

export const OPERATORS = ["tag", "by", "in", "before", "after", "type"] as const;
export type Operator = (typeof OPERATORS)[number];

export type SearchOrder = "relevance" | "newest";

/** A word or a phrase of a query. */
export interface Term {
  /** As typed, without quotation marks and hyphen. */
  text: string;
  isPhrase: boolean;
  /** Typed with a hyphen before it: what has it is left out. */
  isExcluded: boolean;
}

export interface Filter {
  operator: Operator;
  /** As typed, without quotation marks. */
  value: string;
  isExcluded: boolean;
}

/** A part of a query. */
export type QueryPart = ({ is: "term" } & Term) | ({ is: "filter" } & Filter);

export interface ParsedQuery {
  /** In the order in which they were typed. `formatQuery` makes a query of them again, such as one without a part. */
  parts: QueryPart[];
  /** Whether more was typed than is searched for (MAX_QUERY_CHARS, MAX_TERMS). */
  isCut: boolean;
}

/** A piece of a text; the matches are marked. */
export interface Piece {
  text: string;
  isMatch: boolean;
}

/** Whoever wrote something. */
export interface FoundWriter {
  name: string;
  /** Path of their page; null without one. */
  page: string | null;
}

export interface FoundResponse {
  kind: "comment" | "pingback";
  id: number;
  number: number;
  /** Permalink. */
  path: string;
  writers: FoundWriter[];
  at: Date;
  snippet: Piece[];
}

/** A post that matches, or that has responses that do. */
export interface FoundPost {
  id: number;
  path: string;
  title: Piece[];
  writers: FoundWriter[];
  at: Date;
  /** Null for the site's. */
  language: string | null;
  /** Whether the post itself matches; otherwise only its responses do. */
  isHit: boolean;
  /** Where the words stand in the post; its beginning if they stand in its title alone or there are none. */
  snippet: Piece[];
  /** The best of its responses that match, at most MAX_RESPONSES_SHOWN. */
  responses: FoundResponse[];
  /** How many more of its responses match, among those that were ranked. */
  moreResponses: number;
}

/** A person, tag or series. */
export interface FoundName {
  kind: "person" | "tag" | "series";
  path: string;
  name: Piece[];
  /** Where the words stand in its description, or the beginning of that; may be empty. */
  snippet: Piece[];
}

export interface SearchResult {
  query: ParsedQuery;
  order: SearchOrder;
  /** Posts and responses that match, at most MAX_COUNTED. */
  hits: number;
  /** Null if both were asked for. */
  hitKind: "post" | "comment" | null;
  /** Whether there are more than that: then only the newest MAX_RANKED were ranked. */
  isCapped: boolean;
  /** Back to when texts were looked at for a phrase of common words; null if all were. */
  since: Date | null;
  /** "most" if nothing has all words, and these have some: those with most of them come first. */
  having: "all" | "most";
  /** Filters that name nothing here, such as an unknown tag or a date that is none. Nothing matches them. */
  unknown: Filter[];
  /** Whether older texts may be missing, because the index is still being filled. */
  isFilling: boolean;
  /** From 1. */
  page: number;
  /** At most MAX_PAGES. */
  pages: number;
  posts: FoundPost[];
  /** People, tags and series whose names or descriptions match; on the first page only. */
  names: FoundName[];
  /** The query with likelier words; null if there are none. */
  suggestion: string | null;
}

/** `search.too-slow`: it was ended after its time. `search.busy`: too many wait. */
export type SearchRefusal = { ok: false; reason: "search.too-slow" | "search.busy" };
export type SearchOutcome = { ok: true; result: SearchResult } | SearchRefusal;

/** What quick-open lists while somebody types. */
export interface QuickName {
  kind: "post" | "person" | "tag" | "series";
  path: string;
  name: string;
  /** Null for the site's. */
  language: string | null;
}

/** The context's `search`. Both look only at what everyone may see, whoever asks. */
export interface Search {
  /** `query` is as typed, of any length and content: it is never an error. `client` is the unit of fairness, usually
   *  the client's network: none can take every turn. A page beyond the last is the last. */
  find(query: string, options: { page: number; order: SearchOrder; client: string }): Promise<SearchOutcome>;
  /** Posts, people, tags and series with words of their names that begin so, at most MAX_QUICK_NAMES; none if it is
   *  too slow or busy. */
  listQuickly(typed: string, client: string): Promise<QuickName[]>;
}

/** How many posts a page lists. */
export const POSTS_PER_PAGE = 10;
/** Whoever hasn't found it among a hundred posts needs other words, not an eleventh page. */
export const MAX_PAGES = 10;
/** Above this a count says no more than "many", and each further hit costs time. */
export const MAX_COUNTED = 1_000;
/** Ranking visits each hit: this many take some 20 ms, all of a common word's on a large site more than a second. */
export const MAX_RANKED = 2_000;
export const MAX_RESPONSES_SHOWN = 3;
export const MAX_NAMES = 10;
export const MAX_QUICK_NAMES = 8;
