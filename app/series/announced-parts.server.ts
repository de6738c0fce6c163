// Parts of a series that readers are told of before they are published.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { listParts } from "~/posts/post.server";
import type { AnnouncedPart, SeriesContents } from "./series";
import { UNDER_WAY } from "./series";

export const listAnnounced = (db: DatabaseClient, seriesId: number): Promise<AnnouncedPart[]> =>
  db.announcedPart.findMany({
    where: { seriesId },
    orderBy: { part: "asc" },
    select: { part: true, title: true, expected: true },
  });

/** The parts of a series for its navigation. Their cache tags are those of the series and of its parts. */
export async function readContents(db: DatabaseClient, seriesId: number): Promise<SeriesContents> {
  const row = await db.series.findUnique({ where: { id: seriesId }, select: { status: true } });
  return {
    isComplete: row !== null && row.status !== UNDER_WAY,
    parts: await listParts(db, seriesId),
    announced: await listAnnounced(db, seriesId),
  };
}

/** A part is published, so it is no longer announced. The caller invalidates the parts of the series. */
export async function fulfilAnnouncement(
  tx: Transaction,
  { seriesId, part }: { seriesId: number | null; part?: number | null | undefined },
): Promise<void> {
  if (seriesId !== null && part != null) await tx.db.announcedPart.deleteMany({ where: { seriesId, part } });
}
