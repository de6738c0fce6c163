// Keeps an uploaded picture or document: first in the store, then as a row.

import { createHash } from "node:crypto";
import path from "node:path";
import type { Member } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";
import { line } from "~/platform/http/body/typed-text";
import type { UploadedFile } from "~/platform/http/body/upload-body.server";
import { slugFromName } from "~/posts/address/slug-from-name";
import type { DocumentClaims } from "../document/document";
import { HASH_CHARS, type MediaKind } from "../media";
import { MAX_NAME_CHARS, MAX_TITLE_CHARS, type MediaForm } from "../media.schema";
import type { MediaStore } from "../store/store";
import { type Content, type ContentReaders, readContent } from "./content.server";
import { BEING_DELETED, findOrAddFile, keepContent } from "./keep-content.server";
import { mayUploadNow, type Purpose } from "./may-upload.server";
import { readMediaRoom } from "./media-quota.server";
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
  purpose: Purpose = "texts",
): Promise<KeptUpload | { ok: false; reason: UploadRefusalReason }> {
  const content = await readContent(upload.file, readers, { picturesOnly: purpose === "responses" });
  if (!content.ok) return content;
  return keepContent({ db, store }, content, now, (tx) =>
    keepRow(tx, { member, purpose }, siteLimit, upload.name, content, form, now),
  );
}

/** Hash in the address of a person's upload; of one that nobody owns, by its name. */
export const addressHash = (fileHash: string, owner: number | string): string =>
  createHash("sha256").update(`${fileHash}:${owner}`).digest("hex").slice(0, HASH_CHARS);

async function keepRow(
  tx: Transaction,
  { member, purpose }: { member: Member; purpose: Purpose },
  siteLimit: number,
  uploadName: string,
  content: Content,
  form: MediaForm,
  now: Date,
): Promise<KeptUpload | { ok: false; reason: UploadRefusalReason } | typeof BEING_DELETED> {
  // A large file takes minutes to come: they may have lost the right meanwhile.
  if (!(await mayUploadNow(tx.db, member, purpose)))
    return { ok: false, reason: purpose === "texts" ? "media.not-allowed" : "media.no-pictures" };
  const { kind, claims } = content;
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
  const file = await findOrAddFile(tx, content, await readMediaRoom(tx.db, member, siteLimit), now);
  if (file === BEING_DELETED || !file.ok) return file;
  const name = nameOf(uploadName, content);
  const { id } = await tx.db.media.create({
    data: { hash, name, alt, decorative, title, fileId: file.id, ownerId: member.id, createdAt: now },
    select: { id: true },
  });
  return { ok: true, id, kind, hash, name, alt, title, claims };
}

/** A document isn't seen, so that words for it are those of its link. */
export function saidOf(kind: MediaKind, { alt, decorative }: MediaForm, title: string) {
  if (kind === "picture") return { alt, decorative, title: "" };
  const words = [...line().parse(alt || title)].slice(0, MAX_TITLE_CHARS).join("");
  return { alt: "", decorative: false, title: words || "Document" };
}

/** Name at an address: "Reading Room (May).HEIC" is "reading-room-may.jpg". An animation is served as WebP. */
export function nameOf(uploadName: string, { kind, animated }: Pick<Content, "kind" | "animated">): string {
  const own = slugFromName(path.parse(uploadName).name, MAX_NAME_CHARS);
  if (kind === "document") return `${own || "document"}.pdf`;
  return `${own || "picture"}.${animated ? "webp" : "jpg"}`;
}
