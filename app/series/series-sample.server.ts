// The series of the sample blog.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { ALL_SERIES_KEY, seriesKey } from "./series.server";

/** One that has a part which isn't the sample's is needed there. */
const isFree = { posts: { none: { sample: false } } } satisfies Prisma.SeriesWhereInput;

export const listSampleSeries = (db: DatabaseClient) =>
  db.series.findMany({
    where: { sample: true, ...isFree },
    orderBy: { id: "asc" },
    select: { id: true, slug: true, title: true },
  });

/** Removes those of these series that are the sample's still, and free to go. Gives how many that were. */
export async function removeSampleSeries(tx: Transaction, ids: number[]): Promise<number> {
  const where = { id: { in: ids }, sample: true, ...isFree };
  const gone = await tx.db.series.findMany({ where, select: { id: true } });
  await tx.db.series.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  tx.invalidate(...gone.map(({ id }) => seriesKey(id)), ALL_SERIES_KEY);
  return gone.length;
}

/** Whether a series came from an import, told by the beginning of their origins. */
export const hasSeriesFrom = async (db: DatabaseClient, prefix: string): Promise<boolean> =>
  (await db.series.findFirst({ where: { origin: { startsWith: prefix } }, select: { id: true } })) !== null;

/** Of these slugs, the series whose origins begin so and that bear no mark yet. */
export const listUnmarkedSeries = (db: DatabaseClient, slugs: string[], prefix: string) =>
  db.series.findMany({
    where: { slug: { in: slugs }, sample: false, origin: { startsWith: prefix } },
    select: { id: true, slug: true, title: true, introSource: true },
  });

export async function markSampleSeries(tx: Transaction, ids: number[]): Promise<void> {
  await tx.db.series.updateMany({ where: { id: { in: ids } }, data: { sample: true } });
  tx.invalidate(...ids.map(seriesKey));
}
