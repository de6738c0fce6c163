// One build at a time in a folder.

import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";
import { takeFileLock } from "../platform/database/sqlite/file-lock.mjs";

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
  makeFolderOf(file);
  const free = takeFileLock(file);
  if (free) return free;
  say("Waiting for another build in this folder to finish …");
  const release = takeFileLock(file, limitMs);
  if (release) return release;
  const minutes = Math.round(limitMs / 60_000);
  throw new Error(
    `Another build in this folder has run for more than ${minutes} minutes. Stop it and try again.`,
  );
}

/** @param {string} file */
function makeFolderOf(file) {
  const folder = path.dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    // The service may write to its data alone (docs/operating.md).
    throw new Error(
      `Run npm run build with an account that can write to ${folder}: the build is missing or older than the code.`,
      { cause: error },
    );
  }
}
