// The tables of full-text search, which Prisma doesn't know: its models have no such kind of table (docs/decisions/0088).

/** @type {Record<"sqlite" | "postgresql", string[]>} */
export const SEARCH_TABLES = {
  // The last five names are those of the tables in which SQLite keeps each of the first two.
  sqlite: ["SearchText", "SearchTitle"]
    .flatMap((name) => ["", "_data", "_idx", "_docsize", "_config", "_content"].map((end) => name + end))
    .concat("SearchVocabulary"),
  postgresql: ["public.SearchText", "public.SearchTitle"],
};
