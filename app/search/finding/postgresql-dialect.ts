import { EVERYTHING } from "../index/facets";
import type { Alternatives, Phrase } from "../query/sought";
import { MAX_RANKED } from "../search";
import { type Dialect, MIN_TEXTS, type Sought, type Statement, TITLE_WEIGHT } from "./dialect";

/** Weights of a vector, from D, the text, to A, the title. */
const WEIGHTS = `'{${1 / TITLE_WEIGHT}, 0, 0, 1}'`;

export const postgresqlDialect: Dialect = {
  newest: (sought, limit) => withEntries(postgresqlDialect.newestKeys(sought, limit)),
  // To find a few, PostgreSQL would walk all entries by time, and for a rare word through all.
  newestKeys(sought, limit) {
    const values: unknown[] = [];
    const found = `${select(sought, values)} LIMIT ${add(values, Math.max(limit, MAX_RANKED))}`;
    return {
      sql: `WITH found AS MATERIALIZED (${found}) SELECT "key" FROM found ORDER BY "key" DESC LIMIT ${add(values, limit)}`,
      values,
    };
  },
  fewKeys(sought, limit) {
    const { sql, values } = postgresqlDialect.newestKeys(sought, limit);
    return {
      sql: `SELECT count(*) AS n, CASE WHEN count(*) < ${add(values, limit)} THEN json_agg("key") END AS keys FROM (${sql}) AS f`,
      values,
    };
  },
  keysAmong(sought, keys, limit) {
    const { sql, values } = postgresqlDialect.newestKeys(sought, limit);
    return {
      sql: `SELECT "key" FROM (${sql}) AS f WHERE "key" = ANY(${add(values, keys)}::bigint[])`,
      values,
    };
  },
  // The places of the words aren't in the index, so only those are read that are ranked.
  ranked: (all, keys) => ({
    sql: `SELECT "rowid" AS "key", ts_rank(${WEIGHTS}::real[], "vector", $1::tsquery, 1) AS score
      FROM "SearchText" WHERE "rowid" = ANY($2::bigint[])`,
    values: [all.map(queryOf).join(" & "), keys],
  }),
  countsAll: false,
  // Neither is asked for, since `ranked` reads only what it ranks.
  titled: () => ({ sql: `SELECT "rowid" AS "key" FROM "SearchTitle" LIMIT 0`, values: [] }),
  count: () => ({ sql: "SELECT 0 AS n", values: [] }),
  entries: (keys) => ({
    sql: `SELECT "key", "kind", "thingId", "postId" FROM "SearchEntry" WHERE "key" = ANY($1::bigint[])`,
    values: [keys],
  }),
  names: (words, isOpen, { from, to }, limit) =>
    withEntries({
      sql: `SELECT "rowid" AS "key" FROM "SearchTitle"
        WHERE "vector" @@ $1::tsquery AND "rowid" BETWEEN $2 AND $3 ORDER BY "rowid" DESC LIMIT $4`,
      values: [words.map((one) => word(one) + (isOpen ? ":*" : "")).join(" & "), from, to, limit],
    }),
  words: ({ from, to }, limit) => ({
    sql: `SELECT "stem", "n" FROM "SearchWord" WHERE length("stem") BETWEEN $1 AND $2 ORDER BY "n" DESC LIMIT $3`,
    values: [from, to, limit],
  }),
  vocabulary: (after, limit) => ({
    sql: `SELECT word AS stem, ndoc AS n FROM ts_stat('SELECT "vector" FROM "SearchText"')
      WHERE ndoc >= ${MIN_TEXTS} AND word COLLATE "C" > $1 ORDER BY word COLLATE "C" LIMIT $2`,
    values: [after, limit],
  }),
};

/** The entries of keys, in their order. */
const withEntries = ({ sql, values }: Statement): Statement => ({
  sql: `SELECT e."key", e."kind", e."thingId", e."postId"
    FROM (${sql}) AS f JOIN "SearchEntry" AS e ON e."key" = f."key" ORDER BY e."key" DESC`,
  values,
});

function select({ all, none, facets, noFacets, from, to, kind }: Sought, values: unknown[]): string {
  const positive = [...all.map(queryOf), ...facets.map((list) => `(${list.map(word).join(" | ")})`)];
  const conditions = [
    `"vector" @@ ${add(values, positive.join(" & ") || word(EVERYTHING))}::tsquery`,
    ...all.flatMap((term) => inOrder(term, values) ?? []),
    ...noFacets.map((facet) => `NOT "vector" @@ ${add(values, word(facet))}::tsquery`),
    ...none.map((term) => `NOT (${without(term, values)})`),
    `"rowid" BETWEEN ${add(values, from)} AND ${add(values, to)}`,
    ...(kind === null ? [] : [`("rowid" & 7) = ${kind}`]),
  ];
  return `SELECT "rowid" AS "key" FROM "SearchText" WHERE ${conditions.join(" AND ")} ORDER BY "rowid" DESC`;
}

function without(term: Alternatives, values: unknown[]): string {
  const order = inOrder(term, values);
  const has = `"vector" @@ ${add(values, queryOf(term))}::tsquery`;
  return order ? `${has} AND ${order}` : has;
}

/** All words of one of the phrases, in any order. */
const queryOf = (term: Alternatives) => `(${term.map(wordsOf).join(" | ")})`;

const wordsOf = ({ words, isOpen }: Phrase) =>
  `(${words.map((one, index) => word(one) + (isOpen && index === words.length - 1 ? ":*" : "")).join(" & ")})`;

/** The words of a phrase, next to one another: a vector knows too few of their places, and its index none. Null for single words. */
function inOrder(term: Alternatives, values: unknown[]): string | null {
  if (term.every(({ words }) => words.length === 1)) return null;
  const likes = term.map(
    ({ words, isOpen }) => `"words" LIKE ${add(values, `% ${words.join(" ")}${isOpen ? "" : " "}%`)}`,
  );
  return `(${likes.join(" OR ")})`;
}

/** Words are letters, digits and marks, none of which is an apostrophe or has a meaning for LIKE. */
const word = (text: string) => `'${text}'`;

/** Adds a value; returns its name. */
const add = (values: unknown[], value: unknown): string => `$${values.push(value)}`;
