// What is made of the texts in which a site speaks of itself.

import type { RenderMarkdown } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Database, Reader, Writer } from "~/platform/database/database.server";
import type { Fault } from "~/platform/fault";
import { renderSite, SITE_KEY } from "./site.server";

/** The site's texts, where an older version than `version` made something of them. */
export const findStaleSite = (db: Reader, version: number) =>
  db.site.findFirst({
    where: {
      renderVersion: { lt: version },
      OR: [{ aboutSource: { not: "" } }, { rulesSource: { not: "" } }],
    },
    select: { aboutSource: true, rulesSource: true, renderVersion: true },
  });

interface SiteTexts {
  aboutSource: string;
  rulesSource: string;
}

/** Makes them anew. What can't be rendered any more keeps what it had. */
export async function rewriteSite(
  { db, render }: { db: Database; render: RenderMarkdown },
  texts: SiteTexts,
): Promise<void> {
  const made = await make(render, texts);
  await db.write((tx) => keep(tx, texts, made));
}

async function make(render: RenderMarkdown, { aboutSource, rulesSource }: SiteTexts) {
  const { aboutText, rulesText } = await renderSite(render, aboutSource, rulesSource);
  return {
    ...(aboutText.ok && { aboutHtml: aboutText.html }),
    ...(rulesText.ok && { rulesHtml: rulesText.html }),
  };
}

async function keep(tx: Writer, { aboutSource, rulesSource }: SiteTexts, made: object) {
  // Where a text was changed meanwhile, the change has made its own.
  await tx.db.site.updateMany({
    where: { aboutSource, rulesSource },
    data: { ...made, renderVersion: RENDER_VERSION },
  });
  tx.changed(SITE_KEY);
}

/** Texts that were rendered by another version. */
export async function checkSiteTexts({
  db,
  render,
}: {
  db: Database;
  render: RenderMarkdown;
}): Promise<Fault[]> {
  const site = await findStaleSite(db, RENDER_VERSION);
  if (!site) return [];
  return [
    {
      row: "site",
      fault: `was rendered by version ${site.renderVersion}, not ${RENDER_VERSION}`,
      mend: async (tx) => keep(tx, site, await make(render, site)),
    },
  ];
}
