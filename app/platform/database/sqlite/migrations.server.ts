import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { MIGRATIONS_TABLE } from "../../../../prisma/migrations-table.mjs";
import { makePrivateFile, makePrivateFolder } from "../../private-folder";
import { type Recorded, timestamp, type WithRecord } from "../migration-record";
import { databaseFile } from "../url";

/** Another process may be migrating: wait for it this long. */
const LOCK_TIMEOUT_MS = 30_000;

/** Prisma's record in the database at a `file:` address, whose folder is made. */
export function openSqliteRecord(url: string): WithRecord {
  return async (work) => {
    const file = databaseFile(url);
    makePrivateFolder(path.dirname(file));
    // SQLite gives the files beside it the same mode.
    makePrivateFile(file);
    const db = new Sqlite(file, { timeout: LOCK_TIMEOUT_MS });
    try {
      db.pragma("journal_mode = WAL");
      // Before BEGIN, where it still counts: Prisma's scripts rebuild a table by dropping it, and a cascade would empty others.
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

const recordIn = (db: Sqlite.Database, file: string) => ({
  list: async () => db.prepare<[], Recorded>("SELECT * FROM _prisma_migrations").all(),
  async keepCopy(name: string) {
    const copy = `${file}.before-${name}`;
    // On a connection of its own, which sees what is committed: the database as it was.
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
