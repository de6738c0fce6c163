// Renders the introductions of series.

import { renderAgain } from "~/markdown/render-again";
import type { RenderMarkdown, RenderResult } from "~/markdown/rendered";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { INTRODUCTION, introFields } from "./introduction";
import { ALL_SERIES_KEY, seriesKey } from "./series.server";

/** Series whose introduction was rendered before `version`, in id order after the id `after`. */
export const listStaleSeries = (db: DatabaseClient, version: number, after: number, take: number) =>
  db.series.findMany({
    where: { renderVersion: { lt: version }, introSource: { not: "" }, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, introSource: true, introHtml: true, renderVersion: true },
  });

interface StaleIntro {
  id: number;
  introSource: string;
  introHtml: string;
  renderVersion: number;
}

/** Renders an introduction again, unless it has changed. Returns false if the renderer is busy; nothing is
 *  stored then. */
export const renderIntroductionAgain = (
  deps: { db: Database; render: RenderMarkdown },
  series: StaleIntro,
): Promise<boolean> =>
  renderAgain<Transaction>(deps, series.introSource, INTRODUCTION, (tx, text) =>
    rewriteIntro(tx, series, text),
  );

/** Stores the new HTML. If the text was refused, the source is shown as typed and the old version is kept. */
async function rewriteIntro(
  tx: Transaction,
  { id, introSource, renderVersion }: StaleIntro,
  text: RenderResult,
): Promise<void> {
  // The condition on the source: if the text has changed in the meantime, that change has stored its own
  // HTML.
  await tx.db.series.updateMany({
    where: { id, introSource },
    data: { ...introFields(introSource, text), ...(!text.ok && { renderVersion }) },
  });
  tx.invalidate(seriesKey(id), ALL_SERIES_KEY);
}

/** The introductions that have these words in them, in order of id. */
export async function listIntroductionsWith(db: DatabaseClient, words: string, after: number, take: number) {
  const rows = await db.series.findMany({
    where: { introSource: { contains: words }, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, introSource: true },
  });
  return rows.map(({ id, introSource: source }) => ({ id, source }));
}
