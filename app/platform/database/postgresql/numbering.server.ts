import type pg from "pg";
import { withPostgres } from "./session.server";

export interface Sequence {
  /** The table whose column it numbers. */
  table: string;
  sequence: string;
  /** The last number that it has given out; 0 if none. */
  last: number;
  /** The highest number among the rows; 0 if there are none. */
  highest: number;
}

/** The sequences owned by columns of this schema's tables. All are read by one statement, because a site has fifty. */
export async function listSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows: columns } = await client.query<Record<"table" | "column" | "sequence", string>>(`
    SELECT t.relname AS "table", a.attname AS "column", s.relname AS "sequence"
    FROM pg_class s
    JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass
    JOIN pg_class t ON t.oid = d.refobjid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::regnamespace
    ORDER BY s.relname`);
  if (columns.length === 0) return [];
  const { rows } = await client.query<{ at: number; last: string; highest: string }>(
    columns
      .map(
        ({ table, column, sequence }, at) =>
          `SELECT ${at} AS at, CASE WHEN is_called THEN last_value ELSE 0 END AS last,
            (SELECT coalesce(max("${column}"), 0) FROM "${table}") AS highest FROM "${sequence}"`,
      )
      .join(" UNION ALL "),
  );
  return rows.flatMap(({ at, last, highest }) => {
    const column = columns[at];
    return column
      ? [{ table: column.table, sequence: column.sequence, last: Number(last), highest: Number(highest) }]
      : [];
  });
}

/** The last id that each table has given out, including ids of deleted rows. */
export const readPostgresNumbering = (url: string): Promise<Map<string, number>> =>
  withPostgres(url, async (client) => {
    const sequences = await listSequences(client);
    return new Map(sequences.map(({ table, last }) => [table, last]));
  });

/** Each table continues from the highest of the given number, its own, and its highest row. */
export const raisePostgresNumbering = (url: string, numbering: ReadonlyMap<string, number>): Promise<void> =>
  withPostgres(url, async (client) => {
    const raised = (await listSequences(client)).flatMap(({ table, sequence, last, highest }) => {
      const to = Math.max(numbering.get(table) ?? 0, last, highest);
      return to > last ? [`setval('"${sequence}"', ${to})`] : [];
    });
    if (raised.length > 0) await client.query(`SELECT ${raised.join(", ")}`);
  });

/** Tables whose next id is already used, so that inserts would fail. */
export const listStaleNumbering = (url: string): Promise<string[]> =>
  withPostgres(url, async (client) =>
    (await listSequences(client)).filter(({ last, highest }) => highest > last).map(({ table }) => table),
  );
