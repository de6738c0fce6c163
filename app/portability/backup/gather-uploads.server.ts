// Collects the files of uploads for a backup from the folder of the site.

import { copyFile, link, mkdir, readdir, stat } from "node:fs/promises";
import path from "node:path";

/** Hard-links every file that isn't there yet. Links take no space and keep files that are deleted
 *  meanwhile. */
export async function gatherFiles(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch(ifMissing([]));
  if (entries.length > 0) await mkdir(to, { recursive: true });
  for (const entry of entries) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await gatherFiles(source, target);
    else if (entry.isFile()) await linkOrCopy(source, target);
  }
}

/** There are no links across disks and on some file systems. A file deleted in the meantime isn't needed. */
export async function linkOrCopy(source: string, target: string): Promise<void> {
  await link(source, target).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST" || error.code === "ENOENT") return;
    await copyFile(source, target);
  });
}

export async function listFiles(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch(ifMissing([]));
  const lists = entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => {
      const name = path.posix.join(below, entry.name);
      return entry.isDirectory() ? listFiles(folder, name) : [name];
    });
  return (await Promise.all(lists)).flat();
}

/** Bytes of all files below a folder. */
export async function measureFolder(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await listFiles(folder, ""))
    bytes += (await stat(path.join(folder, name)).catch(ifMissing(null)))?.size ?? 0;
  return bytes;
}

const ifMissing =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT") return instead;
    throw error;
  };
