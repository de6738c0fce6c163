// Editing a series: what its form shows, and what it stores.

import { createHash } from "node:crypto";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { listPostsOfSeries } from "~/posts/post-parts.server";
import { listAnnounced } from "../announced-parts.server";
import type { AnnouncedPart } from "../series";
import { ALL_SERIES_KEY, findSeriesId, partsKey, seriesKey } from "../series.server";
import type { SeriesText } from "./series-form.schema";

/** A series as its editors see it. */
export interface EditedSeries {
  id: number;
  text: SeriesText;
  /** Its posts of any status. */
  posts: { id: number; slug: string; title: string; status: string; part: number }[];
  announced: AnnouncedPart[];
  /** A hash of what the form changes, by which it detects that others have changed it meanwhile. */
  version: string;
}

/** A series by its slug, or by one that it had before. */
export async function findSeriesToEdit(db: DatabaseClient, slug: string): Promise<EditedSeries | null> {
  const id = await findSeriesId(db, slug);
  const row = id === null ? null : await db.series.findUnique({ where: { id } });
  if (!row) return null;
  const text: SeriesText = {
    ...{ title: row.title, slug: row.slug, intro: row.introSource },
    status: row.status as SeriesText["status"],
  };
  const posts = await listPostsOfSeries(db, row.id);
  const announced = await listAnnounced(db, row.id);
  const parts = posts.map((post) => [post.id, post.part]);
  const version = createHash("sha256")
    .update(JSON.stringify([text, parts, announced]))
    .digest("hex");
  return { id: row.id, text, posts, announced, version };
}

/** The columns that are made from a text. */
type IntroColumns = { introSource: string; introHtml: string; renderVersion: number };

export async function addSeries(
  tx: Transaction,
  { title, slug, status }: SeriesText,
  intro: IntroColumns,
  now: Date,
): Promise<number> {
  const data = { title, slug, status, ...intro, createdAt: now };
  const { id } = await tx.db.series.create({ data, select: { id: true } });
  tx.invalidate(ALL_SERIES_KEY);
  return id;
}

/** Stores the text of a series. A former slug redirects to the new one for ever. */
export async function rewriteSeries(
  tx: Transaction,
  { id, text: before }: EditedSeries,
  { title, slug, status }: SeriesText,
  intro: IntroColumns,
): Promise<void> {
  if (slug !== before.slug) {
    await tx.db.formerSeriesSlug.deleteMany({ where: { slug, seriesId: id } });
    await tx.db.formerSeriesSlug.create({ data: { slug: before.slug, seriesId: id } });
  }
  await tx.db.series.update({ where: { id }, data: { title, slug, status, ...intro, sample: false } });
  tx.invalidate(seriesKey(id), ALL_SERIES_KEY);
}

/** Replaces all announced parts of a series. */
export async function setAnnounced(tx: Transaction, seriesId: number, announced: AnnouncedPart[]) {
  await tx.db.announcedPart.deleteMany({ where: { seriesId } });
  await tx.db.announcedPart.createMany({ data: announced.map((one) => ({ ...one, seriesId })) });
  tx.invalidate(partsKey(seriesId), ALL_SERIES_KEY);
}
