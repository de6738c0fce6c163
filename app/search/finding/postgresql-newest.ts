// The newest entries with words, on PostgreSQL. Its index gives all entries with a word in no order, and to walk the entries by time reads
// the words of each. So they are looked for slice of time by slice (index/key-words.ts), the newest first, until there are enough.

import { SECOND_BITS } from "../index/entry-key";
import { SLICE, SLICES } from "../index/key-words";

/** Each is the name of a value, such as $1. */
interface Wanted {
  /** Texts in the language of tsquery, one of which must match. Each is as cheap as its rarest word; as one text with "or" in it, all entries with
   *  any of the words would be gone through. */
  words: string[];
  from: string;
  to: string;
  limit: string;
}

/** Half a year: as many slices as show how common the words are. */
const RECENT_BITS = 22;
/** Words that fewer of these entries have are looked for in all older ones at once: each slice goes through all entries with the rarest. */
const FEW = 100;
/** 1834, before which no entry is. */
const EARLIEST = -(2 ** 32);

/** SQL that gives the keys of entries that meet the conditions too, the newest first: { key }. */
export function newestKeys({ words, from, to, limit }: Wanted, conditions: string[]): string {
  // With the sum, PostgreSQL doesn't take a walk by time, or a list of all keys in the range, for cheaper.
  const within = [`"rowid" + 0 BETWEEN ${from} AND ${to}`, ...conditions].join(" AND ");
  const matching = (and = "") =>
    `(${words.map((way) => `"vector" @@ (${way}${and})::tsquery`).join(" OR ")})`;
  const inSlice = ` || ' & ''${SLICE}' || bits || '.' || (top >> bits) || ''''`;
  const inSlices = (which: string) => `
    SELECT t."rowid" FROM slice CROSS JOIN LATERAL (
      SELECT "rowid" FROM "SearchText"
      WHERE ${matching(inSlice)} AND ${within}
      ORDER BY "rowid" + 0 DESC
    ) AS t WHERE ${which} LIMIT ${limit}`;
  return `
    WITH RECURSIVE slice(top, bits) AS (
      SELECT least((SELECT max("rowid") FROM "SearchText"), ${to}) >> ${SECOND_BITS}, ${SLICES.first}
      UNION ALL
      SELECT bottom - 1, CASE WHEN bits < ${SLICES.last} AND bottom % (1::bigint << (bits + ${SLICES.step})) = 0
        THEN bits + ${SLICES.step} ELSE bits END
      FROM (SELECT bits, (top >> bits) << bits AS bottom FROM slice) AS s
      WHERE bottom > greatest(${from} >> ${SECOND_BITS}, ${EARLIEST})
    ), recent AS MATERIALIZED (${inSlices(`bits <= ${RECENT_BITS}`)}
    ), older AS MATERIALIZED (
      (${inSlices(`bits > ${RECENT_BITS} AND (SELECT count(*) FROM recent) BETWEEN ${FEW} AND ${limit} - 1`)})
      UNION ALL
      SELECT "rowid" FROM "SearchText" WHERE (SELECT count(*) FROM recent) < least(${FEW}, ${limit})
        AND ${matching()} AND ${within}
        AND "rowid" + 0 < (SELECT (max(top) + 1) << ${SECOND_BITS} FROM slice WHERE bits > ${RECENT_BITS})
    )
    SELECT "rowid" AS "key" FROM (SELECT "rowid" FROM recent UNION ALL SELECT "rowid" FROM older) AS f
    ORDER BY "rowid" DESC LIMIT ${limit}`;
}
