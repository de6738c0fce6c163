import type BetterSqlite3 from "better-sqlite3";
import { MODELS } from "../copying/tables";
import type { Inspection } from "../inspection";
import { databaseFile } from "../url";
import Sqlite from "./driver.mjs";

const APPLIED = `
  SELECT migration_name FROM _prisma_migrations
  WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`;

/** Throws if the file is not a database. */
export function inspectSqlite(url: string): Inspection {
  const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
  try {
    return inspect(db);
  } finally {
    db.close();
  }
}

/** The same for an open connection. */
export function inspect(db: BetterSqlite3.Database): Inspection {
  const column = (sql: string) => db.prepare<[], string>(sql).pluck().all();
  const tables = column("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  return {
    exists: true,
    migrations: tables.includes("_prisma_migrations") ? column(APPLIED) : [],
    filled: MODELS.filter(
      (name) => tables.includes(name) && column(`SELECT 1 FROM "${name}" LIMIT 1`).length > 0,
    ),
    tables,
  };
}

/** Foreign keys without their row, as messages: "has a Comment 12 that refers to a missing Post". */
export function listBrokenReferences(url: string): string[] {
  const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
  try {
    const broken = db.pragma("foreign_key_check") as { table: string; rowid: number; parent: string }[];
    return broken.map(
      ({ table, rowid, parent }) => `has a ${table} ${rowid} that refers to a missing ${parent}`,
    );
  } finally {
    db.close();
  }
}
