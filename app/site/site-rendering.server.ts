// Renders the site's own texts: about and house rules.

import { showAsTyped } from "~/markdown/as-typed";
import { isPassing } from "~/markdown/limits";
import type { RenderMarkdown, RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Database, DatabaseClient } from "~/platform/database/database.server";

/** Cache tag of everything that every page shows of the site. */
export const SITE_KEY = "site";

/** The site's row if its texts were rendered before `version`; a list of at most one, like the lists of other
 *  texts. */
export const listStaleSites = (db: DatabaseClient, version: number, after = 0, take = 1) =>
  db.site.findMany({
    where: {
      renderVersion: { lt: version },
      id: { gt: after },
      OR: [{ aboutSource: { not: "" } }, { rulesSource: { not: "" } }],
    },
    take,
    select: {
      ...{ id: true, renderVersion: true },
      ...{ aboutSource: true, rulesSource: true, aboutHtml: true, rulesHtml: true },
    },
  });

type StaleSite = Awaited<ReturnType<typeof listStaleSites>>[number];

interface SiteTexts {
  aboutText: RenderResult;
  rulesText: RenderResult;
}

/** The about text is a section of the home page, and starts at level 2 like the other sections. */
export const ABOUT = { kind: "comment", topHeading: 2 } as const;
const RULES = { kind: "comment", topHeading: 2, idPrefix: "rules-" } as const;

export const renderSite = async (
  render: RenderMarkdown,
  about: string,
  rules: string,
): Promise<SiteTexts> => ({
  aboutText: await render(about, ABOUT),
  rulesText: await render(rules, RULES),
});

/** Columns of the texts. For a refused text the HTML shows its source as typed, and version 0 marks it for
 *  another attempt. */
export const siteTextFields = (about: string, rules: string, { aboutText, rulesText }: SiteTexts) => ({
  ...{ aboutSource: about, rulesSource: rules },
  aboutHtml: aboutText.ok ? aboutText.html : showAsTyped(about),
  rulesHtml: rulesText.ok ? rulesText.html : showAsTyped(rules),
  renderVersion: aboutText.ok && rulesText.ok ? RENDER_VERSION : 0,
});

/** Renders both texts again. A refused text shows its source, and the old version is kept. Returns false and
 *  stores nothing if the renderer is busy. */
export async function rewriteSite(
  { db, render }: { db: Database; render: RenderMarkdown },
  { aboutSource, rulesSource, renderVersion }: StaleSite,
): Promise<boolean> {
  const texts = await renderSite(render, aboutSource, rulesSource);
  if (Object.values(texts).some((text) => !text.ok && isPassing(text.reason))) return false;
  const made = siteTextFields(aboutSource, rulesSource, texts);
  await db.write(async (tx) => {
    // The condition on the sources: if a text has changed in the meantime, that change has stored its own
    // HTML.
    await tx.db.site.updateMany({
      where: { aboutSource, rulesSource },
      data: { ...made, ...(made.renderVersion === 0 && { renderVersion }) },
    });
    tx.invalidate(SITE_KEY);
  });
  return true;
}
