import { EVERYTHING } from "../index/facets";
import type { Alternatives } from "../query/sought";
import { type Dialect, MIN_TEXTS, type Sought, TITLE_WEIGHT } from "./dialect";

export const sqliteDialect: Dialect = {
  newest: (sought, limit) => ({
    sql: `SELECT rowid AS key FROM "SearchText" WHERE "SearchText" MATCH ? AND rowid >= ? AND rowid <= ? ${kindOf(sought)}
      ORDER BY rowid DESC LIMIT ?`,
    values: [matchOf(sought), BigInt(sought.from), BigInt(sought.to), limit],
  }),
  ranked: (sought, from) => ({
    sql: `SELECT rowid AS key, -bm25("SearchText", ${TITLE_WEIGHT}.0, 1.0, 0.0) AS score
      FROM "SearchText" WHERE "SearchText" MATCH ? AND rowid >= ? AND rowid <= ? ${kindOf(sought)}`,
    values: [matchOf(sought), BigInt(from), BigInt(sought.to)],
  }),
  countsAll: true,
  titled: (sought, limit) => {
    const { sql, values } = sqliteDialect.newest(sought, limit);
    return { sql, values: [matchOf(sought, "title"), ...values.slice(1)] };
  },
  count: (words, limit) => ({
    sql: `SELECT count(*) AS n FROM (SELECT 1 FROM "SearchText" WHERE "SearchText" MATCH ? LIMIT ?)`,
    values: [words.map((word) => `"${word}"`).join(" OR "), limit],
  }),
  entries: (keys) => ({
    sql: `SELECT "key", "kind", "thingId", "postId" FROM "SearchEntry" WHERE "key" IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(keys)],
  }),
  names: (words, isOpen, { from, to }, limit) => ({
    sql: `SELECT rowid AS key FROM "SearchTitle" WHERE "SearchTitle" MATCH ? AND rowid >= ? AND rowid <= ?
      ORDER BY rowid DESC LIMIT ?`,
    values: [
      words.map((word) => `"${word}"${isOpen ? " *" : ""}`).join(" AND "),
      BigInt(from),
      BigInt(to),
      limit,
    ],
  }),
  words: ({ from, to }, limit) => ({
    sql: `SELECT "stem", "n" FROM "SearchWord" WHERE length("stem") BETWEEN ? AND ? ORDER BY "n" DESC LIMIT ?`,
    values: [from, to, limit],
  }),
  vocabulary: (after, limit) => ({
    sql: `SELECT term AS stem, doc AS n FROM "SearchVocabulary" WHERE term > ? AND doc >= ${MIN_TEXTS} ORDER BY term LIMIT ?`,
    values: [after, limit],
  }),
};

const kindOf = ({ kind }: Sought) => (kind === null ? "" : `AND (rowid & 7) = ${kind}`);

function matchOf({ all, none, facets, noFacets }: Sought, columns = "title text"): string {
  const parts = [...all.map((term) => inText(term, columns)), ...facets.map(inFacets)];
  const positive = parts.length > 0 ? parts.join(" AND ") : inFacets([EVERYTHING]);
  const negative = [...none.map((term) => inText(term)), ...noFacets.map((facet) => inFacets([facet]))];
  return [`(${positive})`, ...negative].join(" NOT ");
}

const inText = (term: Alternatives, columns = "title text") =>
  `({${columns}} : (${term.map(({ words, isOpen }) => `"${words.join(" ")}"${isOpen ? " *" : ""}`).join(" OR ")}))`;

const inFacets = (facets: string[]) => `(facets : (${facets.map((facet) => `"${facet}"`).join(" OR ")}))`;
