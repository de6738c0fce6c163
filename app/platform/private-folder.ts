// Files and folders that only their owner can read, because they contain people's addresses.

import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import path from "node:path";

/** Modes, further restricted by the umask but never widened. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/** Creates a folder and its missing parents. The mode of an existing folder stays. Throws the system's error.
 *  Not `recursive: true`, which never returns in Node if a folder can't be created, as below /proc. */
export function makePrivateFolder(folder: string): void {
  const whole = path.resolve(folder);
  try {
    mkdirSync(whole, { mode: PRIVATE_FOLDER });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (isFolder(whole)) return;
    const above = path.dirname(whole);
    if (code !== "ENOENT" || above === whole) throw error;
    makePrivateFolder(above);
    makeHere(whole);
  }
}

/** Another process may create it at the same time. */
function makeHere(folder: string): void {
  try {
    mkdirSync(folder, { mode: PRIVATE_FOLDER });
  } catch (error) {
    if (!isFolder(folder)) throw error;
  }
}

const isFolder = (place: string) => statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Creates an empty file unless it exists. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, "a", PRIVATE_FILE));
}
