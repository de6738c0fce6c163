import { existsSync, renameSync, rmSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { databaseFile } from "./url";

/**
 * Puts a database file in the place of the one at `url`, if any. Gives false, with nothing changed, where another process has
 * that open: as far as locks on this machine can tell.
 */
export function replaceSqlite(url: string, staged: string): boolean {
  const file = databaseFile(url);
  const release = existsSync(file) ? takeAlone(file) : () => {};
  if (!release) return false;
  try {
    // A log left by a crash belongs to the old file: the new one would be read through it.
    for (const suffix of ["-wal", "-shm", "-journal"]) rmSync(file + suffix, { force: true });
    renameSync(staged, file);
  } finally {
    release();
  }
  return true;
}

/** Whether another process has the database open. */
export function isSqliteInUse(url: string): boolean {
  const file = databaseFile(url);
  if (!existsSync(file)) return false;
  const release = takeAlone(file);
  release?.();
  return !release;
}

/** Locks out everybody else until the function that it gives is called. Null where somebody is there. */
function takeAlone(file: string): (() => void) | null {
  const db = new Sqlite(file, { timeout: 1_000 });
  try {
    // Only the last connection may do without the log; and what the log holds is in the file then.
    db.pragma("journal_mode = DELETE");
    db.exec("BEGIN EXCLUSIVE");
    return () => void db.close();
  } catch (error) {
    db.close();
    const { code = "" } = error as { code?: string };
    if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return null;
    // A damaged file may be replaced.
    if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT")) return () => {};
    throw error;
  }
}
