// Collects the files of uploads for a backup from the S3 store of the site, as far as it answers.

import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { hashOf } from "~/media/store/file-parts";
import { readFileRows } from "~/media/store/file-rows.server";
import type { MediaStore } from "~/media/store/store";
import { explainFailure, isStoreFailure, MediaStoreError } from "~/media/store/store-failure";
import type { DatabaseClient } from "~/platform/database/database.server";
import { linkOrCopy } from "./gather-uploads.server";

/** Files one after the other that the store doesn't give, after which it is asked for no more: each may take a minute. */
const MAX_FAILURES = 3;

/** Path of a file that an earlier backup has; null if none has it in this length. */
export type KnownFile = (key: string, bytes: number) => string | null;

/** What a backup lacks because the store failed. */
export interface Lacking {
  uploadIds: number[];
  keys: string[];
  /** Why the store failed. */
  reason: string;
}

/** Downloads every file that isn't there and that no earlier backup has. Returns why the store failed; null if it didn't. */
export async function gatherRemote(store: MediaStore, to: string, known: KnownFile): Promise<string | null> {
  let reason: string | null = null;
  let failures = 0;
  const noteFailure = (error: unknown) => {
    if (!isStoreFailure(error)) throw error;
    reason = error.reason;
    failures++;
  };
  try {
    for await (const { key, bytes } of store.list()) {
      const target = path.join(to, key);
      // Whatever else is in the bucket isn't the site's, and may have any name.
      if (hashOf(key) === null || existsSync(target) || (await takeKnown(key, bytes, target, known)))
        continue;
      const file = await download(store, key).catch(noteFailure);
      if (file === undefined && failures === MAX_FAILURES) break;
      if (file !== undefined) failures = 0;
      if (!file) continue;
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, file, { flag: "wx", mode: 0o600 });
    }
  } catch (error) {
    noteFailure(error);
  }
  return reason;
}

async function takeKnown(key: string, bytes: number, target: string, known: KnownFile): Promise<boolean> {
  const kept = known(key, bytes);
  if (kept === null) return false;
  await mkdir(path.dirname(target), { recursive: true });
  await linkOrCopy(kept, target);
  return true;
}

/** The whole of a file, or null if it was deleted meanwhile. Whatever ends it early is a failure of the store. */
async function download(store: MediaStore, key: string): Promise<Buffer | null> {
  const stream = await store.get(key);
  if (!stream) return null;
  return buffer(stream).catch((error) => {
    throw new MediaStoreError(explainFailure(error));
  });
}

/** Takes what a store that failed didn't give from an earlier backup. Returns the files that uploads need and that nothing has; null if nothing
 *  lacks. */
export async function completeRemote(
  db: DatabaseClient,
  to: string,
  known: KnownFile,
  reason: string,
): Promise<Lacking | null> {
  const lacking: Lacking = { uploadIds: [], keys: [], reason };
  for (const { parts, upload } of (await readFileRows(db)).values()) {
    const before = lacking.keys.length;
    for (const [key, bytes] of upload ? parts : []) {
      const target = path.join(to, key);
      if (!existsSync(target) && !(await takeKnown(key, bytes, target, known))) lacking.keys.push(key);
    }
    if (upload && lacking.keys.length > before) lacking.uploadIds.push(upload.id);
  }
  return lacking.keys.length > 0 ? lacking : null;
}
