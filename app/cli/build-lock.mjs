// Allows one build at a time per folder.

import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";
import { takeFileLock } from "../platform/database/sqlite/file-lock.mjs";

/** The slowest machine builds in a minute. */
export const BUILD_LIMIT_MS = 300_000;

/** Relative to the project. Not in build/, because a build replaces that folder, and a waiting process would
 *  lose the lock file. */
export const LOCK_FILE = path.join("node_modules", ".cache", "longtable-build.db");

/** Takes the lock `file` and returns the function that releases it. Waits for another build, with a message,
 *  and throws after `limitMs` milliseconds. SQLite's file lock ends with its process.
 *  @param {string} file */
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
    // A service account may only be able to write to its data (docs/operating.md).
    throw new Error(
      `Run npm run build with an account that can write to ${folder}: the build is missing or older than the code.`,
      { cause: error },
    );
  }
}
