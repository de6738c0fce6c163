// Applies migrations at start like `prisma migrate deploy`, with the same record, but without its engine,
// which would have to be downloaded.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { kindOf } from "../kinds.server";
import { providerOf } from "../url";
import type { Migration, MigrationRecord, Recorded } from "./migration-record";

export interface Migrated {
  /** Names of the applied migrations. */
  applied: string[];
  /** File with a copy of the database from before; null if none was made. */
  copy: string | null;
}

/** Migrates the database at `url` to the newest schema in one transaction. `folder` has a folder of
 *  migrations for each kind of database. Throws and changes nothing if a migration fails, if an earlier one
 *  is unfinished, or if the database has a migration that this version doesn't know. */
export async function migrate(url: string, folder: string): Promise<Migrated> {
  const provider = providerOf(url);
  const migrations = readMigrations(path.join(folder, provider, "migrations"));
  return kindOf(url).record(url)(async (record) => {
    const known = (await record.list()).filter((row) => !row.rolled_back_at);
    refuseUnsafe(known, new Set(migrations.map((migration) => migration.name)));
    const done = new Set(known.map((row) => row.migration_name));
    const missing = migrations.filter((migration) => !done.has(migration.name));
    const first = missing[0];
    const copy = first && done.size > 0 ? await record.keepCopy(first.name) : null;
    for (const migration of missing) await applyOne(record, migration);
    // Reads every row, so only after a migration was applied.
    const broken = first ? await record.countBroken() : 0;
    if (broken > 0)
      throw new Error(`The migration would break ${broken} references between tables. Nothing was changed.`);
    return { applied: missing.map((migration) => migration.name), copy };
  });
}

async function applyOne(record: MigrationRecord, migration: Migration) {
  try {
    await record.apply(migration);
  } catch (error) {
    throw new Error(`Migration ${migration.name} failed. Nothing was changed: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function refuseUnsafe(known: Recorded[], names: Set<string>) {
  for (const row of known) {
    if (!row.finished_at) {
      throw new Error(
        `Migration ${row.migration_name} is unfinished: Prisma’s command line was interrupted. Restore a backup, or install the tools with \`npm ci --include=dev\`, check it with \`npx prisma migrate status\`, and resolve it with \`npx prisma migrate resolve\`.`,
      );
    }
    if (!names.has(row.migration_name)) {
      throw new Error(
        `Use a newer version of Longtable, or restore an older backup: this database was updated by a newer version (${row.migration_name}).`,
      );
    }
  }
}

/** The migrations in a folder, in order. */
export const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
