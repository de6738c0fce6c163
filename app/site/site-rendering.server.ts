// What is made of the texts in which a site speaks of itself.

import { showAsTyped } from "~/markdown/as-typed";
import { isPassing } from "~/markdown/limits";
import type { RenderMarkdown, RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { type Inconsistency, staleText } from "~/platform/inconsistency";

/** On every page. */
export const SITE_KEY = "site";

/** The site's texts, where an older version than `version` made something of them: a list of one at most, as of other texts. */
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

/** A section of the home page, whose headings are of the second level as those of other sections are. */
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

/** What is kept of the texts: where nothing can be made of one, its source is shown, as if no version had rendered it yet. */
export const siteTextFields = (about: string, rules: string, { aboutText, rulesText }: SiteTexts) => ({
  ...{ aboutSource: about, rulesSource: rules },
  aboutHtml: aboutText.ok ? aboutText.html : showAsTyped(about),
  rulesHtml: rulesText.ok ? rulesText.html : showAsTyped(rules),
  renderVersion: aboutText.ok && rulesText.ok ? RENDER_VERSION : 0,
});

/** Makes them again. Where nothing can be made of one, it shows the source, and the version stays the old one. Gives false, and
 *  changes nothing, where one can't be made just now. */
export async function rewriteSite(
  { db, render }: { db: Database; render: RenderMarkdown },
  { aboutSource, rulesSource, renderVersion }: StaleSite,
): Promise<boolean> {
  const texts = await renderSite(render, aboutSource, rulesSource);
  if (Object.values(texts).some((text) => !text.ok && isPassing(text.reason))) return false;
  const made = siteTextFields(aboutSource, rulesSource, texts);
  await db.write(async (tx) => {
    // Where a text was changed meanwhile, the change has made its own.
    await tx.db.site.updateMany({
      where: { aboutSource, rulesSource },
      data: { ...made, ...(made.renderVersion === 0 && { renderVersion }) },
    });
    tx.invalidate(SITE_KEY);
  });
  return true;
}

/** Texts that were rendered by another version. */
export async function checkSiteTexts({
  db,
  render,
}: {
  db: DatabaseClient;
  render: RenderMarkdown;
}): Promise<Inconsistency[]> {
  const stale = await listStaleSites(db, RENDER_VERSION);
  return stale.map((site) =>
    staleText("site", site.renderVersion, RENDER_VERSION, {
      isAsTyped: [
        [site.aboutSource, site.aboutHtml],
        [site.rulesSource, site.rulesHtml],
      ].some(([source, html]) => source !== "" && html === showAsTyped(source ?? "")),
      repair: (db) => rewriteSite({ db, render }, site),
    }),
  );
}
