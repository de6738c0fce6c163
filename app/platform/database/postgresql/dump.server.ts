// Writes a dump in pg_dump's plain format, which `psql -f` can restore: schema, rows as COPY, sequences.

import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { MIGRATIONS_TABLE } from "../../../../prisma/migrations-table.mjs";
import type { Migration } from "../migrations/migration-record";
import { listApplied } from "./inspection.server";
import { listSequences } from "./numbering.server";
import { columnOf, withPostgres } from "./session.server";

const HEAD = `--
-- PostgreSQL database dump, by Longtable
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET client_min_messages = warning;

`;

/** Writes a consistent dump to `file`. Its schema is built from those of `known` that are applied. Returns
 *  the names of all applied migrations. */
export const dumpPostgres = (url: string, file: string, known: Migration[]): Promise<string[]> =>
  withPostgres(url, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const applied = await listApplied(client);
    const schema = known.filter(({ name }) => applied.includes(name));
    await pipeline(dump(client, schema), createWriteStream(file, { flags: "wx", mode: 0o600 }));
    return applied;
  });

async function* dump(client: pg.Client, migrations: Migration[]): AsyncGenerator<string | Buffer> {
  const tables = await listTables(client);
  yield HEAD;
  yield `${MIGRATIONS_TABLE.postgresql};\n\n`;
  for (const { name, sql } of migrations) yield `-- ${name}\n\n${sql}\n\n`;
  // Rows inserted by a migration are also among the rows below.
  yield `TRUNCATE ${tables.map(quoted).join(", ")};\n\n`;
  for (const table of tables) {
    const columns = (await listColumns(client, table)).map(quoted).join(", ");
    yield `COPY ${quoted(table)} (${columns}) FROM stdin;\n`;
    yield* client.query(copyTo(`COPY ${quoted(table)} (${columns}) TO STDOUT`));
    yield "\\.\n\n";
  }
  for (const { sequence, last } of await listSequences(client))
    yield `SELECT pg_catalog.setval('"${sequence}"', ${Math.max(last, 1)}, ${last > 0});\n`;
  yield "\n--\n-- PostgreSQL database dump complete\n--\n";
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Generated columns can't be copied in. */
const listColumns = (client: pg.Client, table: string) =>
  columnOf<string>(
    client,
    `SELECT attname FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [quoted(table)],
  );

/** All tables, each after the tables that it references. */
async function listTables(client: pg.Client): Promise<string[]> {
  const names = await columnOf<string>(
    client,
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
  );
  const { rows } = await client.query<{ from: string; to: string }>(`
    SELECT DISTINCT f.relname AS "from", t.relname AS "to"
    FROM pg_constraint c JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
    WHERE c.contype = 'f' AND c.conrelid <> c.confrelid AND c.connamespace = current_schema()::regnamespace`);
  const ordered: string[] = [];
  while (ordered.length < names.length) {
    const next = names.find(
      (name) =>
        !ordered.includes(name) && rows.every(({ from, to }) => from !== name || ordered.includes(to)),
    );
    if (next === undefined)
      throw new Error("Tables refer to each other in a circle: no order restores them.");
    ordered.push(next);
  }
  return ordered;
}
