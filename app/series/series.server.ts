import { throwPassing } from "~/markdown/refusal";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { hashImported, type ImportState, importStateOf } from "~/platform/imported-hash";
import { countParts, listParts, listPostsByIds, listSeriesIdsOf } from "~/posts/post.server";
import { INTRODUCTION, introFields } from "./introduction";
import { type SeriesSummary, UNDER_WAY } from "./series";
import type { SeriesInput } from "./series.schema";

/** Cache tag of a series' title, status and introduction. */
export const seriesKey = (id: number) => `series:${id}`;
/** Cache tag of the list of its parts. */
export const partsKey = (id: number) => `parts:${id}`;
export const ALL_SERIES_KEY = "all-series";

/** The parts of these series change. */
export function invalidateParts(tx: Transaction, ...ids: (number | null | undefined)[]): void {
  for (const id of ids) if (id != null) tx.invalidate(partsKey(id), ALL_SERIES_KEY);
}

/** The home page shows the newest ongoing series. */
const UNDER_WAY_SHOWN = 3;
/** One page shows all series; a site with more needs another kind of list. */
const SERIES_SHOWN = 200;

const summaryFields = {
  id: true,
  slug: true,
  title: true,
  introHtml: true,
  status: true,
  createdAt: true,
} as const;

export async function findSeries(db: DatabaseClient, slug: string): Promise<SeriesSummary | null> {
  const row = await db.series.findUnique({ where: { slug }, select: summaryFields });
  return row && ((await withParts(db, [row]))[0] ?? null);
}

/** The title and slug of a series. */
export const findSeriesTitle = (db: DatabaseClient, id: number) =>
  db.series.findUnique({ where: { id }, select: { title: true, slug: true } });

/** The series that has this slug, or had it once. */
export async function findSeriesId(db: DatabaseClient, slug: string): Promise<number | null> {
  const series = await db.series.findUnique({ where: { slug }, select: { id: true } });
  if (series) return series.id;
  const former = await db.formerSeriesSlug.findUnique({ where: { slug }, select: { seriesId: true } });
  return former?.seriesId ?? null;
}

/** The slug that a series has now, for one that it once had. */
export async function findMovedSeries(db: DatabaseClient, former: string): Promise<string | null> {
  const row = await db.formerSeriesSlug.findUnique({
    where: { slug: former },
    select: { series: { select: { slug: true } } },
  });
  return row?.series.slug ?? null;
}

/** All series, newest first. */
export async function listSeries(db: DatabaseClient): Promise<SeriesSummary[]> {
  const rows = await db.series.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SERIES_SHOWN,
    select: summaryFields,
  });
  return withParts(db, rows);
}

export async function listOngoingSeries(db: DatabaseClient): Promise<SeriesSummary[]> {
  const rows = await db.series.findMany({
    where: { status: UNDER_WAY },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: UNDER_WAY_SHOWN,
    select: summaryFields,
  });
  return withParts(db, rows);
}

/** Series in which a person has published posts, newest first. */
export async function listSeriesOf(
  db: DatabaseClient,
  personId: number,
): Promise<{ id: number; slug: string; title: string }[]> {
  return db.series.findMany({
    where: { id: { in: await listSeriesIdsOf(db, personId) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, slug: true, title: true },
  });
}

/** Published parts of a series in order, as summaries. */
export async function listPartSummaries(db: DatabaseClient, seriesId: number) {
  return listPostsByIds(
    db,
    (await listParts(db, seriesId)).map((part) => part.id),
  );
}

/** A series as stored; an import decides by it whether a file may change the series. */
export interface KnownSeries {
  title: string;
  status: string;
  intro: string;
  origin: string | null;
  state: ImportState;
}

/** Creates a series, or updates the one with this current or former slug. Returns its id. `mayChange` is called in the
 *  transaction if the series exists; if it returns false, nothing changes. `stored` is called last in it. Throws if the renderer is busy. */
export async function upsertSeries(
  { db, render }: { db: Database; render: RenderMarkdown },
  input: SeriesInput,
  now: Date,
  mayChange: (series: KnownSeries) => boolean = () => true,
  stored?: (tx: Transaction, id: number) => Promise<void>,
): Promise<number> {
  const intro = await render(input.intro, INTRODUCTION);
  throwPassing(intro);
  const fields = { title: input.title, status: input.status, ...introFields(input.intro, intro) };
  const mark = {
    ...(input.origin !== undefined && { origin: input.origin, importedHash: hashOf(fields) }),
    sample: input.sample ?? false,
  };
  return db.write(async (tx) => {
    const slug = (await findMovedSeries(tx.db, input.slug)) ?? input.slug;
    const before = await tx.db.series.findUnique({ where: { slug } });
    const state = before ? importStateOf(before.importedHash, hashOf(before)) : "unknown";
    if (before && !mayChange({ ...before, intro: before.introSource, state })) return before.id;
    const series = await tx.db.series.upsert({
      where: { slug },
      create: { ...fields, ...mark, slug, createdAt: now },
      update: { ...fields, ...mark },
      select: { id: true },
    });
    tx.invalidate(seriesKey(series.id), ALL_SERIES_KEY);
    await stored?.(tx, series.id);
    return series.id;
  });
}

/** Of what an import stores of a series. */
const hashOf = ({ title, introSource, status }: { title: string; introSource: string; status: string }) =>
  hashImported(title, introSource, status);

async function withParts(db: DatabaseClient, rows: Omit<SeriesSummary, "parts">[]): Promise<SeriesSummary[]> {
  const counts = await countParts(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, parts: counts.get(row.id) ?? 0 }));
}
