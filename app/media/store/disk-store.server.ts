// The store in a folder.

import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { checkKey, type MediaStore } from "./store";

/** Files that are being written; those of a killed process are deleted the next night. */
const PARTIAL = /\.partial-[0-9a-f-]{36}$/;

export function createDiskStore(folder: string): MediaStore {
  const fileOf = (key: string) => {
    checkKey(key);
    return path.join(folder, key);
  };
  return {
    async put(key, bytes) {
      const file = fileOf(key);
      if (await isFile(file)) return;
      await mkdir(path.dirname(file), { recursive: true });
      const partial = `${file}.partial-${randomUUID()}`;
      try {
        await writeToDisk(partial, bytes);
        await rename(partial, file);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    async get(key, range) {
      // Opened before the answer begins: whatever forbids it is a failure then, and not an answer that breaks off.
      const file = await open(fileOf(key)).catch(noFile);
      return file?.createReadStream(range && { start: range.first, end: range.last }) ?? null;
    },
    async *list(prefix = "") {
      // Only the folder that all these keys have in common.
      const below = path.join(folder, prefix.slice(0, prefix.lastIndexOf("/") + 1));
      for (const entry of await readdir(below, { recursive: true, withFileTypes: true }).catch(noFolder)) {
        const file = path.join(entry.parentPath, entry.name);
        const key = path.relative(folder, file).split(path.sep).join("/");
        if (!entry.isFile() || PARTIAL.test(key) || !key.startsWith(prefix)) continue;
        const found = await stat(file).catch(noFile);
        if (found) yield { key, bytes: found.size, changedAt: found.mtime };
      }
    },
    async delete(key) {
      await rm(fileOf(key), { force: true });
    },
    async sweep(before) {
      for (const name of await readdir(folder, { recursive: true }).catch(noFolder)) {
        const file = path.join(folder, name);
        if (PARTIAL.test(name) && ((await stat(file).catch(noFile))?.mtime ?? before) < before)
          await rm(file, { force: true });
      }
    },
  };
}

const isFile = async (file: string) => (await stat(file).catch(() => null))?.isFile() ?? false;

/** A file that a row will name must be on the disk before the row is. */
async function writeToDisk(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A file that was deleted in the meantime. */
function noFile(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

function noFolder(error: NodeJS.ErrnoException) {
  if (error.code === "ENOENT") return [];
  throw error;
}
