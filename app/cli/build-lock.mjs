// One build at a time in a folder.

import { mkdirSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";

/** The slowest machine builds in a minute. */
export const BUILD_LIMIT_MS = 300_000;

/** From the root of the project. Not in build/: who builds empties that, and the lock would be gone from under whoever waits for it. */
export const LOCK_FILE = path.join("node_modules", ".cache", "longtable-build.db");

/**
 * Gives the function that releases the lock `file`. Waits for another build, which it says, and throws where that takes longer than
 * `limitMs`. The lock is SQLite's, which ends with the process that holds it.
 * @param {string} file
 */
export function takeBuildLock(file, limitMs = BUILD_LIMIT_MS, say = console.log) {
  const lock = openLock(file);
  if (!isTaken(lock)) {
    say("Waiting for another build in this folder to finish …");
    lock.pragma(`busy_timeout = ${limitMs}`);
    if (!isTaken(lock)) {
      lock.close();
      const minutes = Math.round(limitMs / 60_000);
      throw new Error(
        `Another build in this folder has run for more than ${minutes} minutes. Stop it and try again.`,
      );
    }
  }
  return () => void lock.close();
}

/** @param {string} file */
function openLock(file) {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    return new Sqlite(file, { timeout: 0 });
  } catch (error) {
    // The service may write to its data alone (docs/operating.md).
    throw new Error(
      `Run npm run build with an account that can write to ${path.dirname(file)}: the build is missing or older than the code.`,
      { cause: error },
    );
  }
}

/** @param {Sqlite.Database} lock */
function isTaken(lock) {
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (/^SQLITE_BUSY/.test(/** @type {{ code?: string }} */ (error).code ?? "")) return false;
    throw error;
  }
}
