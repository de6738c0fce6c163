// Copies the files of uploads from one store to another, and deletes them in the old one on request. Each file is whole or not there, so a
// move that was killed goes on where it ended.

import { buffer } from "node:stream/consumers";
import pLimit from "p-limit";
import { hashOf } from "./file-parts";
import type { MediaStore, StoredFile } from "./store";

/** Requests to a store far away take long; and files in memory, of 20 MB at most, are few. */
const AT_ONCE = 6;

export interface Move {
  from: MediaStore;
  to: MediaStore;
}

export interface Moved {
  copied: number;
  /** Files that were in the new store already, in the same length. */
  there: number;
  bytes: number;
  /** Files that aren't the site's own, which stay where they are. */
  foreign: number;
}

/** What is to be copied, and what needn't be. */
export async function planMove({ from, to }: Move): Promise<{ missing: StoredFile[] } & Moved> {
  const lengths = new Map<string, number>();
  for await (const { key, bytes } of to.list()) lengths.set(key, bytes);
  const plan = { missing: [] as StoredFile[], copied: 0, there: 0, bytes: 0, foreign: 0 };
  for await (const file of from.list()) {
    if (hashOf(file.key) === null) plan.foreign++;
    else if (lengths.get(file.key) === file.bytes) plan.there++;
    else {
      plan.missing.push(file);
      plan.bytes += file.bytes;
    }
  }
  return plan;
}

/** Copies what the new store lacks, and reads it there again. Throws if a file comes back with other bytes. */
export async function copyFiles(
  move: Move,
  missing: StoredFile[],
  onProgress: (done: number) => void,
): Promise<void> {
  let done = 0;
  await eachOf(missing, async ({ key }) => {
    const bytes = await read(move.from, key);
    // Deleted meanwhile, with its upload.
    if (bytes) {
      // Whatever stands there in another length: a store keeps what it has.
      await move.to.delete(key);
      await move.to.put(key, bytes);
      await compare(move.to, key, bytes);
    }
    onProgress(++done);
  });
}

/** Deletes in the old store each file that the new one has with the same bytes. Throws at the first that it hasn't. Returns their number. */
export async function deleteMoved({ from, to }: Move, onProgress: (done: number) => void): Promise<number> {
  const keys: string[] = [];
  for await (const { key } of from.list()) if (hashOf(key) !== null) keys.push(key);
  let done = 0;
  // All are compared before the first is deleted.
  await eachOf(keys, async (key) => {
    const bytes = await read(from, key);
    if (bytes) await compare(to, key, bytes);
    onProgress(++done);
  });
  await eachOf(keys, (key) => from.delete(key));
  return keys.length;
}

/** The new store has other bytes than the old one. */
export class DifferentFileError extends Error {}

async function compare(store: MediaStore, key: string, bytes: Buffer): Promise<void> {
  if (!(await read(store, key))?.equals(bytes))
    throw new DifferentFileError(`${key} isn’t the same in both stores`);
}

async function read(store: MediaStore, key: string): Promise<Buffer | null> {
  const file = await store.get(key);
  return file && buffer(file);
}

/** Stops at the first failure, after what is under way. */
async function eachOf<T>(all: T[], act: (one: T) => Promise<void>): Promise<void> {
  const limit = pLimit({ concurrency: AT_ONCE, rejectOnClear: true });
  await Promise.all(
    all.map((one) =>
      limit(() => act(one)).catch((error) => {
        limit.clearQueue();
        throw error;
      }),
    ),
  );
}
