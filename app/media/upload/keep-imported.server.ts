// Keeps a file of an import, for each of its owners. One that the site has is only read.

import { readFile } from "node:fs/promises";
import path from "node:path";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { contentHash } from "../content-hash.server";
import type { MediaKind } from "../media";
import type { MediaForm } from "../media.schema";
import { type Content, readContent } from "./content.server";
import { BEING_DELETED, findOrAddFile, keepContent } from "./keep-content.server";
import { addressHash, type MediaDeps, nameOf, saidOf } from "./keep-upload.server";
import { readSiteRoom } from "./media-quota.server";
import type { UploadRefusalReason } from "./upload-refusals";

export interface ImportedFile extends MediaForm {
  /** Where it stands: no other program changes it there. */
  file: string;
  /** By which its address is named. */
  name: string;
  /** Of a document, for its link. */
  title: string;
  /** Without any, it is the site's own, which editors look after. */
  ownerIds: number[];
}

export interface ImportedUpload {
  ownerId: number | null;
  hash: string;
  name: string;
  alt: string;
  decorative: boolean;
  title: string;
}

export type KeptFile =
  | { ok: true; isNew: boolean; uploads: ImportedUpload[] }
  /** It was removed from this site: its address says so. */
  | { ok: false; reason: "media.removed"; at: Pick<ImportedUpload, "hash" | "name"> }
  | { ok: false; reason: Exclude<UploadRefusalReason, "media.removed"> };

const uploadFields = {
  hash: true,
  name: true,
  alt: true,
  decorative: true,
  title: true,
  ownerId: true,
} as const;

/** Keeps a file. What is said of one that the site has stays as it is there. Refuses what an upload would be refused for, and what was removed. */
export async function keepImported(
  { db, store, readers, siteLimit }: MediaDeps,
  file: ImportedFile,
  now: Date,
): Promise<KeptFile> {
  const sourceHash = contentHash(await readFile(file.file));
  const known = await db.mediaFile.findFirst({
    where: { unusedAt: null, OR: [{ hash: sourceHash }, { sourceHash }] },
    select: { id: true, kind: true, animated: true },
  });
  const uploads = known && (await findUploads(db, known.id, nameOf(file.name, asContent(known)), file));
  if (uploads?.every((upload) => upload !== null)) return { ok: true, isNew: false, uploads };
  const content = await readContent(file.file, readers, { keepsOwn: true });
  if (!content.ok) return content;
  return keepContent({ db, store }, content, now, (tx) =>
    keepRows(tx, content, sourceHash, file, siteLimit, now),
  );
}

const asContent = ({ kind, animated }: { kind: string; animated: boolean }) => ({
  kind: kind as MediaKind,
  animated,
});

/** The uploads of a file that belong to these owners, or the first of this name; null for each that is missing. */
async function findUploads(
  db: DatabaseClient,
  fileId: number,
  name: string,
  { ownerIds }: Pick<ImportedFile, "ownerIds">,
): Promise<(ImportedUpload | null)[]> {
  if (ownerIds.length === 0) {
    const where = { fileId, name };
    return [await db.media.findFirst({ where, orderBy: { id: "asc" }, select: uploadFields })];
  }
  const rows = await db.media.findMany({
    where: { fileId, ownerId: { in: ownerIds } },
    select: uploadFields,
  });
  return ownerIds.map((id) => rows.find(({ ownerId }) => ownerId === id) ?? null);
}

async function keepRows(
  tx: Transaction,
  content: Content,
  sourceHash: string,
  file: ImportedFile,
  siteLimit: number,
  now: Date,
): Promise<KeptFile | typeof BEING_DELETED> {
  const removed = await findRemoved(tx.db, content.hash);
  if (removed) return { ok: false, reason: "media.removed", at: removed };
  const kept = await findOrAddFile(tx, content, await readSiteRoom(tx.db, siteLimit), now);
  if (kept === BEING_DELETED || !kept.ok) return kept;
  if (sourceHash !== content.hash)
    await tx.db.mediaFile.update({ where: { id: kept.id }, data: { sourceHash }, select: { id: true } });
  const name = nameOf(file.name, content);
  const owners = file.ownerIds.length > 0 ? file.ownerIds : [null];
  const uploads: ImportedUpload[] = [];
  for (const [index, found] of (await findUploads(tx.db, kept.id, name, file)).entries()) {
    const ownerId = owners[index] ?? null;
    const hash = addressHash(content.hash, ownerId ?? name);
    const form = content.kind === "document" ? { alt: "", decorative: false } : file;
    const said = saidOf(content.kind, form, file.title || content.claims?.title || path.parse(name).name);
    const row = { ...said, hash, name, ownerId, fileId: kept.id, createdAt: now };
    uploads.push(found ?? (await tx.db.media.create({ data: row, select: uploadFields })));
  }
  return { ok: true, isNew: true, uploads };
}

/** The upload of this file that was removed, whoever owned it: an older folder must not bring it back. */
async function findRemoved(db: DatabaseClient, fileHash: string) {
  const removed = await db.media.findMany({
    where: { removedAt: { not: null } },
    select: { hash: true, name: true, ownerId: true },
  });
  return removed.find(
    ({ hash, name, ownerId }) =>
      hash === addressHash(fileHash, name) || (ownerId !== null && hash === addressHash(fileHash, ownerId)),
  );
}
