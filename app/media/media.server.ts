// Queries of uploads.

import type { DatabaseClient } from "~/platform/database/database.server";

export interface Upload {
  id: number;
  hash: string;
  name: string;
  alt: string;
  decorative: boolean;
  ownerIds: number[];
  width: number;
  height: number;
  bytes: number;
  createdAt: Date;
  removedAt: Date | null;
}

/** An upload with its file; null if there is none. */
export async function findUpload(db: DatabaseClient, id: number): Promise<Upload | null> {
  const row = await db.media.findUnique({ where: { id }, include: { file: true } });
  if (!row) return null;
  const { hash, name, alt, decorative, createdAt, removedAt, ownerId, file } = row;
  return {
    ...{ id, hash, name, alt, decorative, createdAt, removedAt },
    ownerIds: ownerId === null ? [] : [ownerId],
    ...{ width: file?.width ?? 0, height: file?.height ?? 0, bytes: file?.bytes ?? 0 },
  };
}
