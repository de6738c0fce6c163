import { existsSync, renameSync, rmSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { DAMAGED, type Inspection } from "../inspection";
import { databaseFile } from "../url";
import { inspect } from "./inspection.server";

/**
 * Puts a database file in the place of the one at `url`, if any. Changes nothing where another process has that open, as far as
 * locks on this machine can tell ("in use"); nor where `refuse`, which is asked while nobody else can open it, gives a refusal.
 */
export function replaceSqlite<R>(
  url: string,
  staged: string,
  refuse: (found: Inspection) => R | null,
): R | "in use" | null {
  const file = databaseFile(url);
  const held = existsSync(file) ? takeAlone(file) : { found: null, release: () => {} };
  if (!held) return "in use";
  try {
    const refusal = held.found && refuse(held.found);
    if (refusal) return refusal;
    // A log left by a crash belongs to the old file: the new one would be read through it.
    for (const suffix of ["-wal", "-shm", "-journal"]) rmSync(file + suffix, { force: true });
    renameSync(staged, file);
    return null;
  } finally {
    held.release();
  }
}

/** Whether another process has the database open. */
export function isSqliteInUse(url: string): boolean {
  const file = databaseFile(url);
  if (!existsSync(file)) return false;
  const held = takeAlone(file);
  held?.release();
  return !held;
}

/** Locks out everybody else until it is released, and tells what is in it. Null where somebody is there. */
function takeAlone(file: string): { found: Inspection; release: () => void } | null {
  const db = new Sqlite(file, { timeout: 1_000 });
  try {
    // Only the last connection may do without the log; and what the log holds is in the file then.
    db.pragma("journal_mode = DELETE");
    db.exec("BEGIN EXCLUSIVE");
    return { found: inspect(db), release: () => void db.close() };
  } catch (error) {
    db.close();
    const { code = "" } = error as { code?: string };
    if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return null;
    // A damaged file may be replaced.
    if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT"))
      return { found: DAMAGED, release: () => {} };
    throw error;
  }
}
