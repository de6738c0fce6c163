import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import type BetterSqlite3 from "better-sqlite3";
import { MIGRATIONS_TABLE } from "../../../../prisma/migrations-table.mjs";
import { makePrivateFile, makePrivateFolder } from "../../private-folder";
import { type Recorded, timestamp, type WithRecord } from "../migrations/migration-record";
import { databaseFile } from "../url";
import Sqlite from "./driver.mjs";

/** Longest wait for another process that is migrating. */
const LOCK_TIMEOUT_MS = 30_000;

/** Prisma's migration record in the database at a `file:` address. Creates the folder. */
export function openSqliteRecord(url: string): WithRecord {
  return async (work) => {
    const file = databaseFile(url);
    makePrivateFolder(path.dirname(file));
    // SQLite gives its -wal and -shm files the mode of the database file.
    makePrivateFile(file);
    const db = new Sqlite(file, { timeout: LOCK_TIMEOUT_MS });
    try {
      db.pragma("journal_mode = WAL");
      // Must be set before BEGIN. Prisma's scripts rebuild a table by dropping it, and a cascade would empty
      // other tables.
      db.pragma("foreign_keys = OFF");
      db.exec("BEGIN IMMEDIATE");
      db.exec(MIGRATIONS_TABLE.sqlite);
      const result = await work(recordIn(db, file));
      db.exec("COMMIT");
      return result;
    } finally {
      if (db.inTransaction) db.exec("ROLLBACK");
      db.close();
    }
  };
}

const recordIn = (db: BetterSqlite3.Database, file: string) => ({
  list: async () => db.prepare<[], Recorded>("SELECT * FROM _prisma_migrations").all(),
  async keepCopy(name: string) {
    const copy = `${file}.before-${name}`;
    // A separate connection, which sees the database as it was before the migration.
    rmSync(copy, { force: true });
    makePrivateFile(copy);
    const reader = new Sqlite(file, { readonly: true });
    try {
      reader.prepare("VACUUM INTO ?").run(copy);
    } finally {
      reader.close();
    }
    return copy;
  },
  async apply({ name, sql, checksum }: { name: string; sql: string; checksum: string }) {
    const startedAt = timestamp();
    db.exec(sql);
    db.prepare(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
    ).run(randomUUID(), checksum, name, startedAt, timestamp());
  },
  countBroken: async () => (db.pragma("foreign_key_check") as unknown[]).length,
});
