// Applies prisma/migrations at start as `prisma migrate deploy` would, with the same record, and without its engine.

import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { MIGRATIONS_TABLE } from "../../prisma/migrations-table.mjs";
import { databaseFile } from "./database.server";

interface Recorded {
  migration_name: string;
  checksum: string;
  finished_at: string | null;
  rolled_back_at: string | null;
}

/** Another process may be migrating: wait for it this long. */
const LOCK_TIMEOUT_MS = 30_000;

/**
 * Brings the database at `url` to the newest schema, in one transaction, and gives the names of what it applied. Throws,
 * with nothing changed, when a migration fails, when an earlier one was left unfinished, or when the database knows a
 * migration that this version does not.
 */
export function migrate(url: string, folder: string): string[] {
  const file = databaseFile(url);
  mkdirSync(path.dirname(file), { recursive: true });
  const db = new Sqlite(file, { timeout: LOCK_TIMEOUT_MS });
  try {
    db.pragma("journal_mode = WAL");
    // Before BEGIN, where it still counts: Prisma's scripts rebuild a table by dropping it, and a cascade would empty others.
    db.pragma("foreign_keys = OFF");
    return db.transaction(() => applyMissing(db, readMigrations(folder))).immediate();
  } finally {
    db.close();
  }
}

function applyMissing(db: Sqlite.Database, migrations: ReturnType<typeof readMigrations>): string[] {
  db.exec(MIGRATIONS_TABLE);
  const recorded = db.prepare<[], Recorded>("SELECT * FROM _prisma_migrations").all();
  const known = recorded.filter((row) => !row.rolled_back_at);
  refuseUnsafe(known, new Set(migrations.map((migration) => migration.name)));

  const done = new Set(known.map((row) => row.migration_name));
  const missing = migrations.filter((migration) => !done.has(migration.name));
  for (const { name, sql, checksum } of missing) {
    const startedAt = timestamp();
    try {
      db.exec(sql);
    } catch (error) {
      throw new Error(`Migration ${name} failed, and nothing was changed: ${(error as Error).message}`);
    }
    db.prepare(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
    ).run(randomUUID(), checksum, name, startedAt, timestamp());
  }
  const broken = db.pragma("foreign_key_check") as unknown[];
  if (broken.length > 0) {
    throw new Error(`Migrating would break ${broken.length} references between tables; nothing was changed.`);
  }
  return missing.map((migration) => migration.name);
}

function refuseUnsafe(known: Recorded[], names: Set<string>) {
  for (const row of known) {
    if (!row.finished_at) {
      throw new Error(
        `Migration ${row.migration_name} was left unfinished. Look at it with \`npx prisma migrate status\`, then settle it with \`npx prisma migrate resolve\`.`,
      );
    }
    if (!names.has(row.migration_name)) {
      throw new Error(
        `The database has been migrated by a newer version (${row.migration_name}). Run that version, or restore an older database.`,
      );
    }
  }
}

function readMigrations(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** As Prisma writes it. */
const timestamp = () => new Date().toISOString().replace("Z", "+00:00");
