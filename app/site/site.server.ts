import type { RenderMarkdown } from "~/markdown/rendered";
import type { Database, Reader } from "~/platform/database/database.server";
import { type SiteInput, siteSchema } from "./site.schema";

/** On every page. */
export const SITE_KEY = "site";

export interface Site {
  name: string;
  tagline: string;
  aboutHtml: string;
  language: string;
  timeZone: string;
  /** "open" | "invited" */
  joining: string;
  newRole: string;
}

const fields = {
  name: true,
  tagline: true,
  aboutHtml: true,
  language: true,
  timeZone: true,
  joining: true,
  newRole: true,
} as const;

/** The site's own settings; the plain ones for a site that has none yet. */
export async function readSite(db: Reader): Promise<Site> {
  const site = await db.site.findUnique({ where: { id: 1 }, select: fields });
  if (site) return site;
  const { about: _, rules: __, ...plain } = siteSchema.parse({});
  return { ...plain, aboutHtml: "" };
}

/** Whether nobody has settled the site yet, and so whether it is new. */
export const isNewSite = async (db: Reader): Promise<boolean> => (await db.site.count()) === 0;

interface SettlingMeans {
  db: Database;
  render: RenderMarkdown;
}

/** Gives a new site its settings. False where it has some already: of several who try at once, one succeeds. */
export async function settleNewSite(means: SettlingMeans, input: SiteInput): Promise<boolean> {
  const site = await toRow(means, input);
  return means.db.write(async (tx) => {
    if (!(await isNewSite(tx.db))) return false;
    await tx.db.site.create({ data: site });
    tx.changed(SITE_KEY);
    return true;
  });
}

export async function settleSite(means: SettlingMeans, input: SiteInput): Promise<void> {
  const site = await toRow(means, input);
  await means.db.write(async (tx) => {
    await tx.db.site.upsert({ where: { id: site.id }, create: site, update: site });
    tx.changed(SITE_KEY);
  });
}

async function toRow({ render }: SettlingMeans, { about, rules, ...input }: SiteInput) {
  const [aboutText, rulesText] = [
    await render(about, { kind: "comment" }),
    await render(rules, { kind: "comment", idPrefix: "rules-" }),
  ];
  return {
    ...{ ...input, id: 1, aboutSource: about, rulesSource: rules },
    aboutHtml: aboutText.ok ? aboutText.html : "",
    rulesHtml: rulesText.ok ? rulesText.html : "",
  };
}
