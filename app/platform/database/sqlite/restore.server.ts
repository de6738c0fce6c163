import { existsSync, renameSync, rmSync } from "node:fs";
import { DAMAGED, type Inspection } from "../inspection";
import { databaseFile } from "../url";
import Sqlite from "./driver.mjs";
import { inspect } from "./inspection.server";

/** Replaces the database file at `url`, if there is one. Returns "in use" if another process has it open, as
 *  far as locks on this machine tell, or the refusal of `refuse`, which is called while nobody else can open
 *  it; nothing is changed then. */
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
    // SQLite would apply a leftover log of the old file to the new one.
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

/** Locks out all other processes until `release`, and inspects the file. Returns null if another process has
 *  it open. */
function takeAlone(file: string): { found: Inspection; release: () => void } | null {
  const db = new Sqlite(file, { timeout: 1_000 });
  try {
    // Only the last connection can leave WAL mode, which also moves the log into the file.
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
