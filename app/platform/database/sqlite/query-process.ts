// The process in which statements run that may take long. Nothing but its end stops a statement of SQLite's within: neither a
// promise nor the end of a thread.

import type BetterSqlite3 from "better-sqlite3";
import { databaseFile } from "../url";
import Sqlite from "./driver.mjs";

const [url = ""] = process.argv.slice(2);
const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
db.exec(
  "PRAGMA busy_timeout = 1000; PRAGMA query_only = ON; PRAGMA cache_size = -32000; PRAGMA mmap_size = 268435456;",
);

const MAX_KEPT = 50;
const kept = new Map<string, BetterSqlite3.Statement<unknown[]>>();

process.on("message", ({ sql, values }: { sql: string; values: unknown[] }) => {
  try {
    process.send?.({ rows: prepare(sql).all(values) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? error.message : String(error) });
  }
});
process.on("disconnect", () => process.exit());
process.send?.("ready");

function prepare(sql: string) {
  const statement = kept.get(sql) ?? db.prepare<unknown[]>(sql);
  if (kept.size < MAX_KEPT) kept.set(sql, statement);
  return statement;
}
