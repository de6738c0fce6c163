// Series of the sample blog.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { ALL_SERIES_KEY, seriesKey } from "../series.server";

/** A series with a part that isn't from the sample blog must stay. */
const isFree = { posts: { none: { sample: false } } } satisfies Prisma.SeriesWhereInput;

export const listSampleSeries = (db: DatabaseClient) =>
  db.series.findMany({
    where: { sample: true, ...isFree },
    orderBy: { id: "asc" },
    select: { id: true, slug: true, title: true },
  });

/** Whether any series with one of these ids is marked as sample. */
export const isAnySampleSeries = async (db: DatabaseClient, ids: number[]): Promise<boolean> =>
  (await db.series.count({ where: { id: { in: ids }, sample: true } })) > 0;

/** Deletes those of the given series that are still marked as sample and have no other parts. Returns the
 *  number deleted. */
export async function removeSampleSeries(tx: Transaction, ids: number[]): Promise<number> {
  const where = { id: { in: ids }, sample: true, ...isFree };
  const gone = await tx.db.series.findMany({ where, select: { id: true } });
  await tx.db.series.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  tx.invalidate(...gone.map(({ id }) => seriesKey(id)), ALL_SERIES_KEY);
  return gone.length;
}

/** Whether any series was imported under an origin with this prefix. */
export const hasSeriesFrom = async (db: DatabaseClient, prefix: string): Promise<boolean> =>
  (await db.series.findFirst({ where: { origin: { startsWith: prefix } }, select: { id: true } })) !== null;

/** Series with one of these slugs and an origin with this prefix that are not marked as sample. */
export const listUnmarkedSeries = (db: DatabaseClient, slugs: string[], prefix: string) =>
  db.series.findMany({
    where: { slug: { in: slugs }, sample: false, origin: { startsWith: prefix } },
    select: { id: true, slug: true, title: true, introSource: true },
  });

export async function markSampleSeries(tx: Transaction, ids: number[]): Promise<void> {
  await tx.db.series.updateMany({ where: { id: { in: ids } }, data: { sample: true } });
  tx.invalidate(...ids.map(seriesKey));
}
