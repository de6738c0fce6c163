// The process in which statements run that may take long. Nothing but its end stops a statement of SQLite's within: neither a
// promise nor the end of a thread.

import type BetterSqlite3 from "better-sqlite3";
import { databaseFile } from "../url";
import Sqlite from "./driver.mjs";
import type { Answer, Question } from "./query-answer";

const [url = ""] = process.argv.slice(2);
const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
/** The most that SQLite maps. A page that is mapped needs no call to be read, and shares its memory with the system's own cache. If it can't be read, this process
 *  ends, and no other. */
const MAPPED_BYTES = 0x7fff0000;
db.exec(
  `PRAGMA busy_timeout = 1000; PRAGMA query_only = ON; PRAGMA cache_size = -32000; PRAGMA mmap_size = ${MAPPED_BYTES};`,
);

const MAX_KEPT = 50;
const kept = new Map<string, BetterSqlite3.Statement<unknown[]>>();

process.on("message", (questions: Question[]) => process.send?.(questions.map(answer)));
process.on("disconnect", () => process.exit());
process.send?.("ready");

function answer({ sql, values }: Question): Answer {
  try {
    const statement = prepare(sql);
    const names = statement.columns().map(({ name }) => name);
    const rows = statement.all(...values) as unknown[][];
    return { names, columns: names.map((_, column) => toColumn(rows.map((row) => row[column]))) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const toColumn = (values: unknown[]) =>
  values.every((value) => typeof value === "number") ? Float64Array.from(values) : values;

function prepare(sql: string) {
  const statement = kept.get(sql) ?? db.prepare<unknown[]>(sql).raw();
  if (kept.size < MAX_KEPT) kept.set(sql, statement);
  return statement;
}
