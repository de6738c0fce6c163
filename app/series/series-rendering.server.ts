// What is made of the texts that introduce series.

import type { RenderMarkdown } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Database, Reader, Writer } from "~/platform/database/database.server";
import type { Fault } from "~/platform/fault";
import { ALL_SERIES_KEY, seriesKey } from "./series.server";

/** Series whose introduction was rendered before `version`, some of them. */
export const listStaleSeries = (db: Reader, version: number, take: number) =>
  db.series.findMany({
    where: { renderVersion: { lt: version }, introSource: { not: "" } },
    orderBy: [{ renderVersion: "asc" }, { id: "asc" }],
    take,
    select: { id: true, introSource: true, renderVersion: true },
  });

/** Keeps what is made of `introSource` now; null where nothing can be made of it any more, and what there is stays. */
export async function rewriteIntro(
  tx: Writer,
  { id, introSource }: { id: number; introSource: string },
  html: string | null,
): Promise<void> {
  // Where the text was changed meanwhile, the change has made its own.
  await tx.db.series.updateMany({
    where: { id, introSource },
    data: { ...(html !== null && { introHtml: html }), renderVersion: RENDER_VERSION },
  });
  tx.changed(seriesKey(id), ALL_SERIES_KEY);
}

/** Introductions that were rendered by another version. */
export async function checkSeriesTexts({
  db,
  render,
}: {
  db: Database;
  render: RenderMarkdown;
}): Promise<Fault[]> {
  const stale = await listStaleSeries(db, RENDER_VERSION, Number.MAX_SAFE_INTEGER);
  return stale.map((series) => ({
    row: `series ${series.id}`,
    fault: `was rendered by version ${series.renderVersion}, not ${RENDER_VERSION}`,
    async mend(tx) {
      const text = await render(series.introSource, { kind: "comment" });
      // What this version refuses keeps the text that it has, and stays a fault.
      if (text.ok) await rewriteIntro(tx, series, text.html);
    },
  }));
}
