// Deletes the files of uploads from the store, together with the rows by which they are known.

import type { Database } from "~/platform/database/database.server";
import { outageOf } from "~/platform/database/outage";
import { partKey } from "./file-parts";
import type { MediaStore } from "./store";
import { isStoreFailure } from "./store-failure";

interface Deps {
  db: Database;
  store: MediaStore;
}

/**
 * Deletes the files of an upload that no other upload needs. The row is marked first, so that the same file, uploaded in the meantime, waits until
 * it is gone. Interrupted, the nightly job goes on with it.
 */
export async function deleteFiles({ db, store }: Deps, fileId: number, now: Date): Promise<void> {
  const unneeded = { id: fileId, uploads: { none: {} } };
  const hash = await db.write(async (tx) => {
    await tx.db.mediaFile.updateMany({ where: unneeded, data: { unusedAt: now } });
    const file = await tx.db.mediaFile.findFirst({ where: unneeded, select: { hash: true } });
    return file?.hash ?? null;
  });
  if (hash === null) return;
  const keys: string[] = [];
  for await (const { key } of store.list(partKey(hash, ""))) keys.push(key);
  for (const key of keys) await store.delete(key);
  await db.write((tx) => tx.db.mediaFile.deleteMany({ where: unneeded }));
}

/**
 * Deletes the files of a hash of which there is no row. A row holds their place meanwhile, so that the same picture, uploaded just now, waits; a
 * killed process leaves it to the nightly job.
 */
export async function deleteStray(deps: Deps, hash: string, now: Date): Promise<void> {
  const id = await deps.db.write(async (tx) => {
    if (await tx.db.mediaFile.findUnique({ where: { hash }, select: { id: true } })) return null;
    const data = { hash, kind: "picture", type: "", ownBytes: 0, bytes: 0, unusedAt: now, createdAt: now };
    return (await tx.db.mediaFile.create({ data, select: { id: true } })).id;
  });
  if (id !== null) await deleteFiles(deps, id, now);
}

/** For files of which no address tells any more: the nightly job deletes what a store or a database that failed still has. */
export function leaveToTheNight(error: unknown): void {
  if (!isStoreFailure(error) && !outageOf(error)) throw error;
}
