import { createHash } from "node:crypto";
import type { RefusalReason } from "~/markdown/limits";
import { throwPassing } from "~/markdown/refusal";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { type SiteInput, siteSchema } from "./site.schema";
import { renderSite, SITE_KEY, siteTextFields } from "./site-rendering.server";

export interface Site {
  name: string;
  tagline: string;
  aboutHtml: string;
  language: string;
  timeZone: string;
  /** "open" | "invited" */
  joining: string;
  newRole: string;
  /** Whether there are rules to read, at /rules. */
  hasRules: boolean;
}

const fields = {
  name: true,
  tagline: true,
  aboutHtml: true,
  language: true,
  timeZone: true,
  joining: true,
  newRole: true,
  rulesHtml: true,
} as const;

/** The site's own settings; the plain ones for a site that has none yet. */
export async function readSite(db: DatabaseClient): Promise<Site> {
  const site = await db.site.findUnique({ where: { id: 1 }, select: fields });
  if (!site) {
    const { about: _, rules: __, ...plain } = siteSchema.parse({});
    return { ...plain, aboutHtml: "", hasRules: false };
  }
  const { rulesHtml, ...rest } = site;
  return { ...rest, hasRules: rulesHtml !== "" };
}

/** The rules of the house, in HTML; "" where there are none. */
export const readRules = async (db: DatabaseClient): Promise<string> =>
  (await db.site.findUnique({ where: { id: 1 }, select: { rulesHtml: true } }))?.rulesHtml ?? "";

/** Whether nobody has settled the site yet, and so whether it is new. */
export const isNewSite = async (db: DatabaseClient): Promise<boolean> => (await db.site.count()) === 0;

const SETTINGS = Object.keys(siteSchema.shape) as (keyof SiteInput)[];

/** The settings as somebody gave them, and the version by which one state of them is told from another. */
export async function readSettings(db: DatabaseClient): Promise<{ settings: SiteInput; version: string }> {
  const site = await db.site.findUnique({ where: { id: 1 } });
  const given = site ? { ...site, about: site.aboutSource, rules: site.rulesSource } : siteSchema.parse({});
  const settings = Object.fromEntries(SETTINGS.map((name) => [name, given[name]])) as SiteInput;
  return { settings, version: createHash("sha256").update(JSON.stringify(settings)).digest("hex") };
}

export { SITE_KEY } from "./site-rendering.server";

interface SettingsDeps {
  db: Database;
  render: RenderMarkdown;
}

/**
 * Gives a new site its settings. False where it has some already: of several who try at once, one succeeds. `fillingUntil` is how
 * long it counts as being filled by whoever succeeded (site-filling.server.ts); null where nothing is to be filled.
 * Throws where a text can't be rendered just now.
 */
export async function saveNewSettings(
  deps: SettingsDeps,
  input: SiteInput,
  fillingUntil: Date | null = null,
): Promise<boolean> {
  const site = await composeOrThrow(deps, input);
  return deps.db.write(async (tx) => {
    if (!(await isNewSite(tx.db))) return false;
    await writeSite(tx, site);
    await tx.db.site.update({ where: { id: site.id }, data: { fillingUntil } });
    return true;
  });
}

/** Puts settings in force. Throws where a text can't be rendered just now. */
export async function saveSettings(deps: SettingsDeps, input: SiteInput): Promise<void> {
  const site = await composeOrThrow(deps, input);
  await deps.db.write((tx) => writeSite(tx, site));
}

/** Puts settings in force, on every page. */
export async function writeSite(tx: Transaction, site: SiteRow): Promise<void> {
  await tx.db.site.upsert({ where: { id: site.id }, create: site, update: site });
  tx.invalidate(SITE_KEY);
}

export type SiteRow = Awaited<ReturnType<typeof composeSite>>["site"];

async function composeOrThrow({ render }: SettingsDeps, { about, rules, ...input }: SiteInput) {
  const texts = await renderSite(render, about, rules);
  for (const text of Object.values(texts)) throwPassing(text);
  return { ...input, id: 1, ...siteTextFields(about, rules, texts) };
}

/** The site's row, and which of its texts can't be made anything of: their sources are shown. */
export async function composeSite(
  { render }: Pick<SettingsDeps, "render">,
  { about, rules, ...input }: SiteInput,
) {
  const texts = await renderSite(render, about, rules);
  const { aboutText, rulesText } = texts;
  const refused: Partial<Record<"about" | "rules", RefusalReason>> = {
    ...(!aboutText.ok && { about: aboutText.reason }),
    ...(!rulesText.ok && { rules: rulesText.reason }),
  };
  return { site: { ...input, id: 1, ...siteTextFields(about, rules, texts) }, refused };
}
