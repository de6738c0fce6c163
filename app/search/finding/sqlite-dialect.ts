import { FIRST_KEY } from "../index/entry-key";
import { EVERYTHING } from "../index/facets";
import { type Alternatives, hasPhrase, waysToTake } from "../query/sought";
import { type Dialect, MIN_TEXTS, type Sought, type Statement, TITLE_WEIGHT } from "./dialect";

export const sqliteDialect: Dialect = {
  newest: (sought, limit) => withEntries(sqliteDialect.newestKeys(sought, limit)),
  newestKeys: (sought, limit) => ({
    sql: `SELECT rowid AS key FROM "SearchText" WHERE "SearchText" MATCH ? AND rowid >= ? AND rowid <= ? ${kindOf(sought)}
      ORDER BY rowid ${orderOf(sought)} LIMIT ?`,
    values: [matchOf(sought), BigInt(sought.from), BigInt(sought.to), limit],
  }),
  having: (terms, keys) => ({
    sql: terms
      .map(
        () => `SELECT rowid AS key FROM "SearchText"
          WHERE "SearchText" MATCH ? AND rowid IN (SELECT value FROM json_each(?))`,
      )
      .join(" UNION ALL "),
    values: terms.flatMap((term) => [oneOf(term), JSON.stringify(keys)]),
  }),
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
      all.map(oneOf).join(" AND "),
      BigInt(Math.min(...keys)),
      BigInt(Math.max(...keys)),
      JSON.stringify(keys),
    ],
  }),
  countsAll: true,
  // To look at one takes 3 µs.
  maxPlaced: 5_000,
  // The places of words that stand in every text take a tenth of a second to compare, those in titles alone little.
  titled: (term, { from, to }, limit) => {
    const table = hasPhrase(term) ? "SearchTitle" : "SearchText";
    return {
      sql: `SELECT rowid AS key FROM "${table}" WHERE "${table}" MATCH ? AND rowid >= ? AND rowid <= ?
        ORDER BY rowid DESC LIMIT ?`,
      values: [`{title} : ${oneOf(term)}`, BigInt(from), BigInt(to), limit],
    };
  },
  titles: (ids) => ({
    sql: `SELECT "id", "title" FROM "Post" WHERE "id" IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(ids)],
  }),
  count: (word, limit) => ({
    sql: `SELECT count(*) AS n, min(key) AS since FROM (
      SELECT rowid AS key FROM "SearchText" WHERE "SearchText" MATCH ? ORDER BY rowid DESC LIMIT ?)`,
    values: [`"${word}"`, limit],
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
    sql: `SELECT group_concat("stem", ' ') AS stems FROM (
      SELECT "stem" FROM "SearchWord" WHERE length("stem") BETWEEN ? AND ? ORDER BY "n" DESC LIMIT ?)`,
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

function matchOf({ all, least, areWordsFirst, none, facets, noFacets }: Sought, phrases = oneOf): string {
  const words =
    least === undefined
      ? all.map(phrases)
      : [anyOf(waysToTake(least, all).map((way) => together(way.map(anyOrder))))];
  const filters = facets.map(oneFacet);
  const parts = areWordsFirst ? [...words, ...filters] : [...filters, ...words];
  const positive = parts.length > 0 ? together(parts) : oneFacet([EVERYTHING]);
  return [positive, ...none.map(oneOf), ...noFacets.map((facet) => oneFacet([facet]))].join(" NOT ");
}

/** No text has it. */
const NO_WORD = `"¦¦"`;
/** Of more than fifty, FTS5 can't read the brackets; and hardly anything has so many rare words. */
const MAX_PAIRED = 16;

/** FTS5 moves all parts of an AND on, whichever of them lacks an entry. In pairs, the later ones, which should be the commonest, are only looked up for
 *  what all before them have; it would make one list of the pairs, were nothing between them. */
const together = (parts: string[]): string => {
  const [first = NO_WORD, ...others] = parts.slice(0, MAX_PAIRED);
  const paired = others.reduce(
    (before, next, index) =>
      index === others.length - 1 ? `(${before} AND ${next})` : `((${before} AND ${next}) NOT ${NO_WORD})`,
    first,
  );
  return `(${[paired, ...parts.slice(MAX_PAIRED)].join(" AND ")})`;
};

const anyOf = (ways: string[]) => `(${ways.join(" OR ")})`;

const anyOrder = (term: Alternatives) =>
  anyOf(
    term.map(({ words, isOpen }) => {
      const last = words.length - 1;
      return `(${words.map((word, index) => `"${word}"${isOpen && index === last ? " *" : ""}`).join(" AND ")})`;
    }),
  );

/** In any column: the words of facets are no text's. To look which column a word stands in takes as long again as to read it. */
const oneOf = (term: Alternatives) =>
  anyOf(term.map(({ words, isOpen }) => `"${words.join(" ")}"${isOpen ? " *" : ""}`));

const oneFacet = (facets: string[]) => anyOf(facets.map((facet) => `"${facet}"`));
