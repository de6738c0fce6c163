import type { Table } from "../copying/tables";
import { columnOf, withPostgres } from "./session.server";

const KEY = `
  SELECT a.attname FROM pg_constraint c
  CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(attnum, position)
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
  WHERE c.contype = 'p' AND c.conrelid = $1::regclass ORDER BY k.position`;

const REFERENCES = `
  SELECT DISTINCT t.relname FROM pg_constraint c JOIN pg_class t ON t.oid = c.confrelid
  WHERE c.contype = 'f' AND c.conrelid = $1::regclass ORDER BY t.relname`;

/** Keys and references of these tables, as the schema has them. */
export const readPostgresTables = (url: string, names: readonly string[]): Promise<Table[]> =>
  withPostgres(url, async (client) => {
    const tables: Table[] = [];
    for (const name of names) {
      const quoted = [`"${name}"`];
      const key = await columnOf<string>(client, KEY, quoted);
      tables.push({ name, key, references: await columnOf<string>(client, REFERENCES, quoted) });
    }
    return tables;
  });
