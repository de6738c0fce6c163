// Queries of uploads.

import type { DatabaseClient } from "~/platform/database/database.server";
import type { MediaKind } from "./media";

export interface Upload {
  id: number;
  kind: MediaKind;
  hash: string;
  name: string;
  alt: string;
  /** Of a document, for its link. */
  title: string;
  decorative: boolean;
  ownerIds: number[];
  width: number;
  height: number;
  bytes: number;
  pageCount: number;
  createdAt: Date;
  removedAt: Date | null;
  /** Whether everyone could see it at some time. */
  isPublicOnce: boolean;
  replacedById: number | null;
  /** Null once it is removed. */
  fileId: number | null;
  fileHash: string | null;
  owner: { handle: string; name: string } | null;
}

/** An upload with its file; null if there is none. */
export async function findUpload(db: DatabaseClient, id: number): Promise<Upload | null> {
  const row = await db.media.findUnique({
    where: { id },
    include: { file: true, owner: { select: { handle: true, name: true } } },
  });
  if (!row) return null;
  const { hash, name, alt, title, decorative, createdAt, removedAt, ownerId, file } = row;
  const { fileId, owner, replacedById } = row;
  return {
    ...{ fileId, owner, replacedById, isPublicOnce: row.publicAt !== null },
    ...{ id, hash, name, alt, title, decorative, createdAt, removedAt },
    kind: file?.kind === "document" ? "document" : "picture",
    ...{ fileHash: file?.hash ?? null, pageCount: file?.pageCount ?? 0 },
    ownerIds: ownerId === null ? [] : [ownerId],
    ...{ width: file?.width ?? 0, height: file?.height ?? 0, bytes: file?.bytes ?? 0 },
  };
}
