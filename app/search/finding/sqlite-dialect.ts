import { FIRST_KEY } from "../index/entry-key";
import { EVERYTHING } from "../index/facets";
import type { Alternatives } from "../query/sought";
import { type Dialect, MIN_TEXTS, type Sought, type Statement, TITLE_WEIGHT } from "./dialect";

export const sqliteDialect: Dialect = {
  newest: (sought, limit) => withEntries(sqliteDialect.newestKeys(sought, limit)),
  newestKeys: (sought, limit) => ({
    sql: `SELECT rowid AS key FROM "SearchText" WHERE "SearchText" MATCH ? AND rowid >= ? AND rowid <= ? ${kindOf(sought)}
      ORDER BY rowid ${orderOf(sought)} LIMIT ?`,
    values: [matchOf(sought), BigInt(sought.from), BigInt(sought.to), limit],
  }),
  keyList(sought, limit) {
    const { sql, values } = sqliteDialect.newestKeys(sought, limit);
    return { sql: `SELECT json_group_array(key) AS keys FROM (${sql})`, values };
  },
  nth(sought, place) {
    const { sql, values } = sqliteDialect.newestKeys(sought, place);
    return {
      sql: `SELECT key FROM (${sql}) LIMIT 1 OFFSET ?`,
      values: [matchOf(sought, anyOrder), ...values.slice(1), place - 1],
    };
  },
  // Without the plus, the words would be looked for again for each of the keys.
  ranked: (all, keys) => ({
    sql: `SELECT rowid AS key, -bm25("SearchText", ${TITLE_WEIGHT}.0, 1.0, 0.0) AS score
      FROM "SearchText" WHERE "SearchText" MATCH ? AND rowid >= ? AND rowid <= ?
      AND +rowid IN (SELECT value FROM json_each(?))`,
    values: [
      all.map(inText).join(" AND "),
      BigInt(Math.min(...keys)),
      BigInt(Math.max(...keys)),
      JSON.stringify(keys),
    ],
  }),
  countsAll: true,
  // The places of words that stand in every text take a tenth of a second to compare, those in titles alone little.
  titled: (term, { from, to }, limit) => {
    const isPhrase = term.some(({ words }) => words.length > 1);
    const table = isPhrase ? "SearchTitle" : "SearchText";
    return {
      sql: `SELECT rowid AS key FROM "${table}" WHERE "${table}" MATCH ? AND rowid >= ? AND rowid <= ?
        ORDER BY rowid DESC LIMIT ?`,
      values: [`{title} : (${oneOf(term)})`, BigInt(from), BigInt(to), limit],
    };
  },
  count: (words, limit) => ({
    sql: `SELECT count(*) AS n FROM (SELECT 1 FROM "SearchText" WHERE "SearchText" MATCH ? LIMIT ?)`,
    values: [words.map((word) => `"${word}"`).join(" OR "), limit],
  }),
  entries: (keys) => ({
    sql: `SELECT "key", "kind", "thingId", "postId" FROM "SearchEntry" WHERE "key" IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(keys)],
  }),
  names: (words, isOpen, { from, to }, limit) =>
    withEntries({
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

/** The entries of keys, in their order. */
const withEntries = ({ sql, values }: Statement): Statement => ({
  sql: `SELECT e."key", e."kind", e."thingId", e."postId" FROM (${sql}) AS f CROSS JOIN "SearchEntry" AS e
    WHERE e."key" = f.key`,
  values,
});

/** Names stand before all texts: from the other end, the texts with the words would be read first. */
const orderOf = ({ to }: Sought) => (to < FIRST_KEY ? "ASC" : "DESC");

const kindOf = ({ kind }: Sought) => (kind === null ? "" : `AND (rowid & 7) = ${kind}`);

function matchOf({ all, none, facets, noFacets }: Sought, phrases = inText): string {
  const parts = [...all.map(phrases), ...facets.map(inFacets)];
  const positive = parts.length > 0 ? parts.join(" AND ") : inFacets([EVERYTHING]);
  const negative = [...none.map(inText), ...noFacets.map((facet) => inFacets([facet]))];
  return [`(${positive})`, ...negative].join(" NOT ");
}

const inText = (term: Alternatives) => `({title text} : (${oneOf(term)}))`;

const anyOrder = (term: Alternatives) => {
  const ways = term.map(({ words, isOpen }) => {
    const last = words.length - 1;
    return `(${words.map((word, index) => `"${word}"${isOpen && index === last ? " *" : ""}`).join(" AND ")})`;
  });
  return `({title text} : (${ways.join(" OR ")}))`;
};

const oneOf = (term: Alternatives) =>
  term.map(({ words, isOpen }) => `"${words.join(" ")}"${isOpen ? " *" : ""}`).join(" OR ");

const inFacets = (facets: string[]) => `(facets : (${facets.map((facet) => `"${facet}"`).join(" OR ")}))`;
