// What the site keeps is nobody else's on its machine: it has people's addresses in it.

import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import path from "node:path";

/** For its owner alone, whatever the umask. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/**
 * Makes a folder and those above it, where they are missing. The mode of one that is there is its owner's choice, and stays. Throws what
 * the system says. Step by step, since Node's own way (`recursive`) never ends where a folder can't be made, as below /proc.
 */
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

/** Another process may make it at the same time. */
function makeHere(folder: string): void {
  try {
    mkdirSync(folder, { mode: PRIVATE_FOLDER });
  } catch (error) {
    if (!isFolder(folder)) throw error;
  }
}

const isFolder = (place: string) => statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Makes an empty file, where there is none. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, "a", PRIVATE_FILE));
}
