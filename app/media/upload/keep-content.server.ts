// Keeps the files of an upload, and the row by which they are known: the files first, so that no row is without them.

import { setTimeout as afterwards } from "node:timers/promises";
import type { Database, Transaction } from "~/platform/database/database.server";
import { deleteStray, leaveToTheNight } from "../store/delete-files.server";
import { partKey } from "../store/file-parts";
import type { MediaStore } from "../store/store";
import { isStoreFailure, type MediaStoreError } from "../store/store-failure";
import type { Content } from "./content.server";
import { checkRoom, type MediaRoom, type QuotaRefusal } from "./media-quota.server";

/** The file was another upload's too, and is just being deleted. */
export const BEING_DELETED = "being deleted";

/** Stores the parts of a file, then what `keepRow` does in one transaction; again, while the file is being deleted. Refuses if the store fails. */
export async function keepContent<Kept extends { ok: boolean }>(
  { db, store }: { db: Database; store: MediaStore },
  content: Content,
  now: Date,
  keepRow: (tx: Transaction) => Promise<Kept | typeof BEING_DELETED>,
): Promise<Kept | { ok: false; reason: "media.store-failed" | "media.store-full" | "media.busy" }> {
  for (let tries = 1; ; tries++) {
    const failure = await tryToStore(store, content);
    if (failure) {
      // Otherwise they take the room until the night after next.
      if (failure.isFull) await deleteStray({ db, store }, content.hash, now).catch(leaveToTheNight);
      return { ok: false, reason: failure.isFull ? "media.store-full" : "media.store-failed" };
    }
    const kept = await db.write(keepRow);
    if (kept !== BEING_DELETED) {
      // Parts that were there already may have been deleted just before the row was: from now on none are.
      if (kept.ok) await tryToStore(store, content);
      return kept;
    }
    if (tries === TRIES) return { ok: false, reason: "media.busy" };
    await afterwards(RETRY_MS);
  }
}

const TRIES = 20;
const RETRY_MS = 500;

/** Stores the parts. Returns why the store fails, or null. */
async function tryToStore(store: MediaStore, content: Content): Promise<MediaStoreError | null> {
  try {
    await storeParts(store, content);
    return null;
  } catch (error) {
    if (isStoreFailure(error)) return error;
    throw error;
  }
}

async function storeParts(store: MediaStore, { hash, parts }: Content): Promise<void> {
  const stored = new Set<string>();
  for await (const { key } of store.list(partKey(hash, ""))) stored.add(key);
  for (const [name, bytes] of parts) {
    const key = partKey(hash, name);
    if (!stored.has(key)) await store.put(key, bytes);
  }
}

/** The row of a file, made if it is new. Refuses if there is no room for one more upload of it. */
export async function findOrAddFile(
  tx: Transaction,
  { ok: _read, parts, variants, claims: _claims, ...content }: Content,
  room: MediaRoom,
  now: Date,
): Promise<{ ok: true; id: number } | QuotaRefusal | typeof BEING_DELETED> {
  const standing = await tx.db.mediaFile.findUnique({
    where: { hash: content.hash },
    select: { id: true, unusedAt: true },
  });
  if (standing?.unusedAt) return BEING_DELETED;
  const bytes = [...parts.values()].reduce((sum, part) => sum + part.length, 0);
  const full = checkRoom(room, bytes);
  if (full) return full;
  if (standing) return { ok: true, id: standing.id };
  const added = await tx.db.mediaFile.create({
    data: { ...content, bytes, variants: JSON.stringify(variants), createdAt: now },
    select: { id: true },
  });
  return { ok: true, id: added.id };
}
