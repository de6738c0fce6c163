// Keeps an uploaded picture or document: first in the store, then as a row.

import { createHash } from "node:crypto";
import path from "node:path";
import { setTimeout as afterwards } from "node:timers/promises";
import { mayNow } from "~/accounts/present-rights.server";
import type { Member } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";
import { line } from "~/platform/http/typed-text";
import type { UploadedFile } from "~/platform/http/upload-body.server";
import { slugFromName } from "~/posts/slug-from-name";
import type { DocumentClaims } from "../document/document";
import { HASH_CHARS, type MediaKind } from "../media";
import { MAX_NAME_CHARS, MAX_TITLE_CHARS, type MediaForm } from "../media.schema";
import { leaveToTheNight } from "../media-commands.server";
import { partKey } from "../store/file-parts";
import type { MediaStore } from "../store/store";
import { isStoreFailure, type MediaStoreError } from "../store/store-failure";
import { deleteStray } from "../store/stored-files-check.server";
import { UPLOAD_ACT } from "./admit-upload.server";
import { type Content, type ContentReaders, readContent } from "./content.server";
import { checkRoom, readMediaRoom } from "./media-quota.server";
import type { UploadRefusalReason } from "./upload-refusals";

export interface MediaDeps {
  db: Database;
  store: MediaStore;
  readers: ContentReaders;
  /** Bytes that all files of the site may take. */
  siteLimit: number;
}

export interface KeptUpload {
  ok: true;
  id: number;
  kind: MediaKind;
  hash: string;
  name: string;
  alt: string;
  /** Of a document, for its link. */
  title: string;
  claims: DocumentClaims | null;
}

/** Keeps an upload of a person. The same file again is the same upload. Refuses what is neither a picture nor a document, has no room, can't be
 *  stored now, or comes from a person who may no longer upload. */
export async function keepUpload(
  { db, store, readers, siteLimit }: MediaDeps,
  member: Member,
  upload: UploadedFile,
  form: MediaForm,
  now: Date,
): Promise<KeptUpload | { ok: false; reason: UploadRefusalReason }> {
  const content = await readContent(upload.file, readers);
  if (!content.ok) return content;
  for (let tries = 1; ; tries++) {
    const failure = await tryToStore(store, content);
    if (failure) {
      // Otherwise they take the room until the night after next.
      if (failure.isFull) await deleteStray({ db, store }, content.hash, now).catch(leaveToTheNight);
      return { ok: false, reason: failure.isFull ? "media.store-full" : "media.store-failed" };
    }
    const kept = await db.write((tx) => keepRow(tx, member, siteLimit, upload.name, content, form, now));
    // Its files, which were another upload's too, are just being deleted.
    if (kept !== "being deleted") {
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

/** Hash in the address of a person's upload. */
export const addressHash = (fileHash: string, ownerId: number): string =>
  createHash("sha256").update(`${fileHash}:${ownerId}`).digest("hex").slice(0, HASH_CHARS);

async function keepRow(
  tx: Transaction,
  member: Member,
  siteLimit: number,
  uploadName: string,
  { ok: _read, parts, variants, claims, ...content }: Content,
  form: MediaForm,
  now: Date,
): Promise<KeptUpload | { ok: false; reason: UploadRefusalReason } | "being deleted"> {
  // A large file takes minutes to come: they may have lost the right meanwhile.
  if (!(await mayNow(tx.db, member, UPLOAD_ACT))) return { ok: false, reason: "media.not-allowed" };
  const { kind } = content;
  const { alt, decorative, title } = saidOf(kind, form, claims?.title || path.parse(uploadName).name);
  const hash = addressHash(content.hash, member.id);
  const kept = await tx.db.media.findUnique({
    where: { hash },
    select: { id: true, hash: true, name: true, alt: true, title: true, fileId: true },
  });
  if (kept?.fileId === null) return { ok: false, reason: "media.removed" };
  if (kept) {
    const described = { alt: alt || kept.alt, ...(decorative && { decorative }) };
    await tx.db.media.update({ where: { id: kept.id }, data: described, select: { id: true } });
    const { id, name, title } = kept;
    return { ok: true, id, kind, hash, name, alt: described.alt, title, claims };
  }
  const standing = await tx.db.mediaFile.findUnique({
    where: { hash: content.hash },
    select: { id: true, unusedAt: true },
  });
  if (standing?.unusedAt) return "being deleted";
  const bytes = [...parts.values()].reduce((sum, part) => sum + part.length, 0);
  const full = checkRoom(await readMediaRoom(tx.db, member, siteLimit), bytes);
  if (full) return full;
  const file =
    standing ??
    (await tx.db.mediaFile.create({
      data: { ...content, bytes, variants: JSON.stringify(variants), createdAt: now },
      select: { id: true },
    }));
  const name = nameOf(uploadName, content);
  const { id } = await tx.db.media.create({
    data: { hash, name, alt, decorative, title, fileId: file.id, ownerId: member.id, createdAt: now },
    select: { id: true },
  });
  return { ok: true, id, kind, hash, name, alt, title, claims };
}

/** A document isn't seen, so that words for it are those of its link. */
function saidOf(kind: MediaKind, { alt, decorative }: MediaForm, title: string) {
  if (kind === "picture") return { alt, decorative, title: "" };
  const words = [...line().parse(alt || title)].slice(0, MAX_TITLE_CHARS).join("");
  return { alt: "", decorative: false, title: words || "Document" };
}

/** Name at an address: "Reading Room (May).HEIC" is "reading-room-may.jpg". An animation is served as WebP. */
function nameOf(uploadName: string, { kind, animated }: Pick<Content, "kind" | "animated">): string {
  const own = slugFromName(path.parse(uploadName).name, MAX_NAME_CHARS);
  if (kind === "document") return `${own || "document"}.pdf`;
  return `${own || "picture"}.${animated ? "webp" : "jpg"}`;
}
