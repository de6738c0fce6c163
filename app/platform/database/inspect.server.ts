import { existsSync } from "node:fs";
import path from "node:path";
import type { Inspection } from "./inspection";
import { readMigrations } from "./migrate.server";
import { inspectPostgres } from "./postgresql/inspection.server";
import { inspectSqlite } from "./sqlite/inspection.server";
import { databaseFile, providerOf } from "./url";

export type { Inspection } from "./inspection";

const NOTHING: Inspection = { exists: false, migrations: [], filled: [], tables: [] };

export async function inspectDatabase(url: string): Promise<Inspection> {
  if (providerOf(url) === "postgresql") return inspectPostgres(url);
  return existsSync(databaseFile(url)) ? inspectSqlite(url) : NOTHING;
}

/** The names of the migrations that this version knows for the kind of database at `url`. */
export const knownMigrations = (url: string, folder: string): string[] =>
  readMigrations(path.join(folder, providerOf(url), "migrations")).map((migration) => migration.name);
