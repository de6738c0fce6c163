// Rendering pages.

import { showAsTyped } from "~/markdown/as-typed";
import { renderAgain } from "~/markdown/render-again";
import type { MarkdownOptions, Rendered, RenderMarkdown } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { listStale } from "~/platform/database/rows/stale-rows";
import { pageKey } from "./page.server";

/** A page has the headings, notes and permalinks of a post. */
export const PAGE_TEXT = { kind: "post" } as const satisfies Partial<MarkdownOptions>;

/** Columns derived from a page's text. */
export const derivedFrom = ({ html, excerpt }: Rendered) => ({
  html,
  excerpt,
  renderVersion: RENDER_VERSION,
});

/** Pages rendered before `version`, by ascending id from `after` on. */
export const listStalePages = (
  db: DatabaseClient,
  ...which: [version: number, after: number, take: number]
) =>
  listStale(
    {
      findOldest: (query) => db.page.findFirst(query),
      list: (query) =>
        db.page.findMany({ ...query, select: { id: true, source: true, html: true, renderVersion: true } }),
    },
    ...which,
  );

/** Renders a page again, unless its text has changed. If the text is refused, the source is shown as typed and the old version is kept.
 *  Returns false if the renderer is busy; nothing is stored then. */
export const renderPageAgain = (
  deps: { db: Database; render: RenderMarkdown },
  { id, source }: { id: number; source: string },
): Promise<boolean> =>
  renderAgain<Transaction>(deps, source, PAGE_TEXT, async (tx, text) => {
    const derived = text.ok ? derivedFrom(text) : { html: showAsTyped(source) };
    // The condition on the source: if the text has changed in the meantime, that change has stored its own HTML.
    await tx.db.page.updateMany({ where: { id, source }, data: derived });
    tx.invalidate(pageKey(id));
  });

/** The texts of pages that have these words in them, in order of id. */
export const listPagesWith = (db: DatabaseClient, words: string, after: number, take: number) =>
  db.page.findMany({
    where: { source: { contains: words }, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, source: true },
  });
