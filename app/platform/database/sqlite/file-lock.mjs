// A lock between processes that ends with its process, however that ends: SQLite's own file lock. Plain
// JavaScript, because the build needs it before it has compiled anything.

import Sqlite from "./driver.mjs";

/**
 * Takes the lock and returns the function that releases it, or null if another process has held it for `timeout`
 * milliseconds. Creates the file, but not its folder.
 * @param {string} file
 * @param {number} timeout
 * @returns {(() => void) | null}
 */
export function takeFileLock(file, timeout = 0) {
  const lock = new Sqlite(file, { timeout });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (/^SQLITE_BUSY/.test(/** @type {{ code?: string }} */ (error).code ?? "")) return null;
    throw error;
  }
  return () => void lock.close();
}
