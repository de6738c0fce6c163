import type pg from "pg";
import { columnOf, withPostgres } from "./session.server";

interface Sequence {
  table: string;
  column: string;
  sequence: string;
}

/** The sequences owned by columns of this schema's tables. */
export async function listSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(`
    SELECT t.relname AS "table", a.attname AS "column", s.relname AS "sequence"
    FROM pg_class s
    JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass
    JOIN pg_class t ON t.oid = d.refobjid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::regnamespace
    ORDER BY s.relname`);
  return rows;
}

/** The last number of a sequence; 0 if it hasn't given any. */
export async function readSequence(client: pg.Client, { sequence }: Sequence): Promise<number> {
  const [last] = await columnOf<string>(
    client,
    `SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM "${sequence}"`,
  );
  return Number(last ?? 0);
}

/** The last id that each table has given out, including ids of deleted rows. */
export const readPostgresNumbering = (url: string): Promise<Map<string, number>> =>
  withPostgres(url, async (client) => {
    const numbering = new Map<string, number>();
    for (const sequence of await listSequences(client))
      numbering.set(sequence.table, await readSequence(client, sequence));
    return numbering;
  });

/** Each table continues from the highest of the given number, its own, and its highest row. */
export const raisePostgresNumbering = (url: string, numbering: ReadonlyMap<string, number>): Promise<void> =>
  withPostgres(url, async (client) => {
    for (const sequence of await listSequences(client)) {
      const last = Math.max(
        numbering.get(sequence.table) ?? 0,
        await readSequence(client, sequence),
        await findHighest(client, sequence),
      );
      if (last > 0) await client.query("SELECT setval($1::regclass, $2)", [`"${sequence.sequence}"`, last]);
    }
  });

/** Tables whose next id is already used, so that inserts would fail. */
export const listStaleNumbering = (url: string): Promise<string[]> =>
  withPostgres(url, async (client) => {
    const stale: string[] = [];
    for (const sequence of await listSequences(client))
      if ((await findHighest(client, sequence)) > (await readSequence(client, sequence)))
        stale.push(sequence.table);
    return stale;
  });

async function findHighest(client: pg.Client, { table, column }: Sequence): Promise<number> {
  const [highest] = await columnOf<number | null>(client, `SELECT max("${column}") FROM "${table}"`);
  return Number(highest ?? 0);
}
