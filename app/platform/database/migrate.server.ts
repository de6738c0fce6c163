// Applies the migrations at start as `prisma migrate deploy` would, with the same record, and without its engine.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { kindOf } from "./kinds.server";
import type { Migration, MigrationRecord, Recorded } from "./migration-record";
import { providerOf } from "./url";

export interface Migrated {
  /** The names of the migrations that were applied. */
  applied: string[];
  /** The file in which the database was kept as it was before. */
  copy: string | null;
}

/**
 * Brings the database at `url` to the newest schema, in one transaction, from `folder`, which has a folder of migrations for
 * each kind of database. Throws, with nothing changed, when a migration fails, when an earlier one was left unfinished, or
 * when the database knows a migration that this version does not.
 */
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
    // It reads every row that there is: only where something could have broken one.
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
        `Migration ${row.migration_name} is unfinished. Check it with \`npx prisma migrate status\`, then resolve it with \`npx prisma migrate resolve\`.`,
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
