import type { DatabaseClient } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { partsOf } from "./file-parts";

export interface StoredFileRow {
  /** Bytes of each part by its key. */
  parts: Map<string, number>;
  /** The first upload that has the file; null if its parts are being deleted. */
  upload: { id: number; name: string } | null;
}

/** The files that the database names, by their hashes. */
export async function readFileRows(db: DatabaseClient): Promise<Map<string, StoredFileRow>> {
  const rows = new Map<string, StoredFileRow>();
  for (let last = 0; ; ) {
    const batch = await db.mediaFile.findMany({
      where: { id: { gt: last } },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      include: { uploads: { select: { id: true, name: true }, orderBy: { id: "asc" }, take: 1 } },
    });
    for (const file of batch) rows.set(file.hash, { parts: partsOf(file), upload: file.uploads[0] ?? null });
    if (batch.length < CHECK_BATCH) return rows;
    last = batch.at(-1)?.id ?? last;
  }
}
