// Plain SQL on a database of either kind, without the client.

import pg from "pg";
import { onTestFinished } from "vitest";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { databaseFile, providerOf } from "~/platform/database/url";

export interface RawDatabase {
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** The first column of all rows. */
  column(sql: string): Promise<unknown[]>;
  /** Runs any number of statements. */
  run(script: string): Promise<void>;
}

/** Closed after the test. */
export async function openRaw(url: string): Promise<RawDatabase> {
  const raw = providerOf(url) === "postgresql" ? await openPostgres(url) : openSqlite(url);
  return { ...raw, column: async (sql) => (await raw.rows(sql)).map((row) => Object.values(row)[0]) };
}

function openSqlite(url: string): Omit<RawDatabase, "column"> {
  const db = new Sqlite(databaseFile(url));
  onTestFinished(() => void db.close());
  return {
    rows: async (sql) => db.prepare<[], Record<string, unknown>>(sql).all(),
    run: async (script) => void db.exec(script),
  };
}

async function openPostgres(url: string): Promise<Omit<RawDatabase, "column">> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  onTestFinished(() => client.end());
  return {
    rows: async (sql) => (await client.query(sql)).rows,
    run: async (script) => void (await client.query(script)),
  };
}
