// Parts of a series that readers are told of before they are published.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import { listParts } from "~/posts/post.server";
import { type AnnouncedPart, type SeriesContents, UNDER_WAY } from "./series";
import { partsKey, seriesKey } from "./series.server";

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

/** The same, from memory. */
export const keepContents = async (
  { db, parts }: { db: DatabaseClient; parts: KeptParts },
  seriesId: number,
): Promise<SeriesContents> => {
  const tags = [seriesKey(seriesId), partsKey(seriesId)];
  const make = async () => ({ value: await readContents(db, seriesId), tags });
  return (await parts.find(`contents:${seriesId}`, make)).value;
};

/** A part is published, so it is no longer announced. The caller invalidates the parts of the series. */
export async function fulfilAnnouncement(
  tx: Transaction,
  { seriesId, part }: { seriesId: number | null; part?: number | null | undefined },
): Promise<void> {
  if (seriesId !== null && part != null) await tx.db.announcedPart.deleteMany({ where: { seriesId, part } });
}
