// What is made of the texts that introduce series.

import { showAsTyped } from "~/markdown/as-typed";
import { renderAgain } from "~/markdown/render-again";
import type { RenderMarkdown, RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { type Inconsistency, staleText } from "~/platform/inconsistency";
import { INTRODUCTION, introFields } from "./introduction";
import { ALL_SERIES_KEY, seriesKey } from "./series.server";

/** Series whose introduction was rendered before `version`, after one, in order of their ids. */
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
  renderVersion: number;
}

/** Renders an introduction again, if it still says that then. False where it can't be rendered just now. */
export const remakeIntro = (
  deps: { db: Database; render: RenderMarkdown },
  series: StaleIntro,
): Promise<boolean> =>
  renderAgain<Transaction>(deps, series.introSource, INTRODUCTION, (tx, text) =>
    rewriteIntro(tx, series, text),
  );

/** Keeps what is made of `introSource` now. Where nothing can be made of it, it shows the source, and its version stays the old one. */
async function rewriteIntro(
  tx: Transaction,
  { id, introSource, renderVersion }: StaleIntro,
  text: RenderResult,
): Promise<void> {
  // Where the text was changed meanwhile, the change has made its own.
  await tx.db.series.updateMany({
    where: { id, introSource },
    data: { ...introFields(introSource, text), ...(!text.ok && { renderVersion }) },
  });
  tx.invalidate(seriesKey(id), ALL_SERIES_KEY);
}

/** Introductions that were rendered by another version. */
export async function checkSeriesTexts({
  db,
  render,
}: {
  db: DatabaseClient;
  render: RenderMarkdown;
}): Promise<Inconsistency[]> {
  const stale = await listStaleSeries(db, RENDER_VERSION, 0, Number.MAX_SAFE_INTEGER);
  return stale.map((series) =>
    staleText(`series ${series.id}`, series.renderVersion, RENDER_VERSION, {
      isAsTyped: series.introHtml === showAsTyped(series.introSource),
      repair: (db) => remakeIntro({ db, render }, series),
    }),
  );
}
