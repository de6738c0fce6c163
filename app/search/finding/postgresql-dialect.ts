import { FIRST_KEY } from "../index/entry-key";
import { EVERYTHING } from "../index/facets";
import { wordOfKind } from "../index/key-words";
import { type Alternatives, type Phrase, waysToTake } from "../query/sought";
import { MAX_RANKED } from "../search";
import { type Dialect, MIN_TEXTS, type Sought, type Statement, TITLE_WEIGHT } from "./dialect";
import { newestKeys } from "./postgresql-newest";

/** Weights of a vector, from D, the text, to A, the title. */
const WEIGHTS = `'{${1 / TITLE_WEIGHT}, 0, 0, 1}'`;

export const postgresqlDialect: Dialect = {
  newest: (sought, limit) => withEntries(postgresqlDialect.newestKeys(sought, limit)),
  newestKeys(sought, limit) {
    if (sought.least !== undefined || sought.all.every(isOfWords)) return selection(sought, limit);
    // First those that have the words: looked at one by one, each slice would be read for the few that have them next to one another.
    const { sql, values } = selection(sought, postgresqlDialect.maxPlaced);
    const phrases = sought.all.flatMap((term) => inOrder(term, values) ?? []);
    return {
      sql: `SELECT f."key" FROM (${sql}) AS f JOIN "SearchText" AS t ON t."rowid" = f."key"
        WHERE ${phrases.join(" AND ")} ORDER BY f."key" DESC LIMIT ${add(values, limit)}`,
      values,
    };
  },
  // The words of each are unpacked once.
  having(terms, keys) {
    const values: unknown[] = [keys];
    const conditions = terms.map((term) => `(${standsIn("t.words", term, values)})`);
    return {
      sql: `SELECT t."key"
        FROM (SELECT "rowid" AS "key", "words" || '' AS words FROM "SearchText" WHERE "rowid" = ANY($1::bigint[]) OFFSET 0) AS t
        CROSS JOIN LATERAL (VALUES ${conditions.join(", ")}) AS h(stands) WHERE h.stands`,
      values,
    };
  },
  nth(sought, place) {
    const { sql, values } = selection(sought, place);
    return { sql: `SELECT "key" FROM (${sql}) AS f OFFSET ${add(values, place)} - 1`, values };
  },
  // The places of the words aren't in the index, so only those are read that are ranked.
  ranked: (all, keys) => ({
    sql: `SELECT "rowid" AS "key", ts_rank(${WEIGHTS}::real[], "vector", $1::tsquery, 1) AS score
      FROM "SearchText" WHERE "rowid" = ANY($2::bigint[])`,
    values: [all.map(queryOf).join(" & "), keys],
  }),
  countsAll: false,
  // To unpack the words of one takes 20 to 90 µs.
  maxPlaced: MAX_RANKED,
  // Neither is asked for, since `ranked` reads only what it ranks.
  titled: () => ({ sql: `SELECT "rowid" AS "key" FROM "SearchTitle" LIMIT 0`, values: [] }),
  titles: () => ({ sql: `SELECT "id", "title" FROM "Post" LIMIT 0`, values: [] }),
  // As of last night: to count them, all would be read.
  count: (one) => ({ sql: `SELECT "n", NULL AS since FROM "SearchWord" WHERE "stem" = $1`, values: [one] }),
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
    sql: `SELECT string_agg("stem", ' ' ORDER BY "n" DESC) AS stems FROM (
      SELECT "stem", "n" FROM "SearchWord" WHERE length("stem") BETWEEN $1 AND $2 ORDER BY "n" DESC LIMIT $3) AS w`,
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

/** The newest that have the words, those of phrases in any order. */
function selection(sought: Sought, limit: number): Statement {
  const { all, least = all.length, none, facets, noFacets, from, to, kind } = sought;
  const [words, places] = [none.filter(isOfWords), none.filter((term) => !isOfWords(term))];
  const filters = [
    ...facets.map((list) => `(${list.map(word).join(" | ")})`),
    ...(kind === null ? [] : [word(wordOfKind(kind))]),
  ];
  const left = [...noFacets.map(word), ...words.map(queryOf)].map((one) => `!${one}`);
  const asked = waysToTake(least, all.map(queryOf)).map((way) => {
    const positive = [...way, ...filters];
    return [...(positive.length > 0 ? positive : [word(EVERYTHING)]), ...left].join(" & ");
  });
  const values: unknown[] = [from, to, limit];
  const ways = asked.map((way) => `${add(values, way)}::text`);
  const conditions = places.map((term) => `NOT ${inOrder(term, values)}`);
  const names = { words: ways, from: "$1::bigint", to: "$2::bigint", limit: "$3::int" };
  if (to >= FIRST_KEY) return { sql: newestKeys(names, conditions), values };
  const matching = [
    `(${ways.map((way) => `"vector" @@ ${way}::tsquery`).join(" OR ")})`,
    `"rowid" BETWEEN $1 AND $2`,
    ...conditions,
  ].join(" AND ");
  return { sql: `SELECT "rowid" AS "key" FROM "SearchText" WHERE ${matching} LIMIT $3`, values };
}

const isOfWords = (term: Alternatives) => term.every(({ words }) => words.length === 1);

/** All words of one of the phrases, in any order. */
const queryOf = (term: Alternatives) => `(${term.map(wordsOf).join(" | ")})`;

const wordsOf = ({ words, isOpen }: Phrase) =>
  `(${words.map((one, index) => word(one) + (isOpen && index === words.length - 1 ? ":*" : "")).join(" & ")})`;

/** The words of a phrase, next to one another: a vector knows too few of their places, and its index none. Null for single words. */
const inOrder = (term: Alternatives, values: unknown[]): string | null =>
  isOfWords(term) ? null : standsIn(`"words"`, term, values);

function standsIn(text: string, term: Alternatives, values: unknown[]): string {
  // The words begin and end with a space. LIKE takes three times as long.
  const places = term.map(
    ({ words, isOpen }) => `strpos(${text}, ${add(values, ` ${words.join(" ")}${isOpen ? "" : " "}`)}) > 0`,
  );
  return `(${places.join(" OR ")})`;
}

/** Words are letters, digits and marks, none of which is an apostrophe. */
const word = (text: string) => `'${text}'`;

/** Adds a value; returns its name. */
const add = (values: unknown[], value: unknown): string => `$${values.push(value)}`;
