import { createHash } from "node:crypto";
import type { RefusalReason } from "~/markdown/limits";
import { throwPassing } from "~/markdown/refusal";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { findRow } from "~/platform/database/rows/row-statements.server";
import type { KeptParts } from "~/platform/kept-parts";
import { HOLDINGS, type Holding, type SiteInput, siteSchema } from "./site.schema";
import { renderSite, SITE_KEY, siteTextFields } from "./site-rendering.server";

export interface Site {
  name: string;
  tagline: string;
  aboutHtml: string;
  language: string;
  timeZone: string;
  /** "open" or "invited" */
  joining: string;
  newRole: string;
  /** The licence of posts without one of their own; "" if none is stated. */
  licence: string;
  /** Whether there are house rules at /rules. */
  hasRules: boolean;
  /** Days after which posts close to new replies; 0 for never. */
  closeAfterDays: number;
  /** "yes" if members may reply without their account. */
  withoutAccount: string;
  /** "yes" if members may add pictures of theirs to responses. */
  picturesInResponses: string;
  /** A line by the reply form and the editor; "" for none. */
  reminder: string;
}

const fields = {
  name: true,
  tagline: true,
  aboutHtml: true,
  language: true,
  timeZone: true,
  joining: true,
  newRole: true,
  licence: true,
  rulesHtml: true,
  closeAfterDays: true,
  reminder: true,
  withoutAccount: true,
  picturesInResponses: true,
} as const;

/** The site's settings, or the defaults if it has none yet. */
export async function readSite(db: DatabaseClient): Promise<Site> {
  const site = await db.site.findUnique({ where: { id: 1 }, select: fields });
  if (!site) {
    const { about: _, rules: __, ...plain } = siteSchema.parse({});
    return { ...plain, aboutHtml: "", hasRules: false };
  }
  const { rulesHtml, ...rest } = site;
  return { ...rest, hasRules: rulesHtml !== "" };
}

/** The same, from memory: every page shows them. */
export const keepSite = async ({ db, parts }: { db: DatabaseClient; parts: KeptParts }): Promise<Site> =>
  (await parts.find("site", async () => ({ value: await readSite(db), tags: [SITE_KEY] }))).value;

/** What the settings say about replies. */
export interface ReplySettings {
  /** Which responses wait for a moderator. */
  holding: Holding;
  closeAfterDays: number;
  /** Whether any block is in force. */
  hasBlocks: boolean;
  /** With these, no guest can pass for the site. */
  name: string;
  language: string;
}

/** Read in the transaction that adds a reply. */
export async function readReplySettings(db: DatabaseClient): Promise<ReplySettings> {
  const site = await findRow(
    db,
    "Site",
    { holding: true, closeAfterDays: true, blockCount: true, name: true, language: true },
    { id: 1 },
  );
  const holding = HOLDINGS.find((one) => one === site?.holding) ?? siteSchema.parse({}).holding;
  // Without a row, nobody has noted that there is no block.
  return {
    ...{ holding, closeAfterDays: site?.closeAfterDays ?? 0, hasBlocks: site?.blockCount !== 0 },
    ...{ name: site?.name ?? "", language: site?.language ?? "" },
  };
}

/** Whether members may add pictures of theirs to responses. */
export const allowsPictures = async (db: DatabaseClient): Promise<boolean> =>
  (await db.site.findUnique({ where: { id: 1 }, select: { picturesInResponses: true } }))
    ?.picturesInResponses === "yes";

/** Whether crawlers that collect texts for AI are asked to stay away. */
export const keepsAiAway = async (db: DatabaseClient): Promise<boolean> =>
  (await db.site.findUnique({ where: { id: 1 }, select: { aiCrawlersAway: true } }))?.aiCrawlersAway ===
  "yes";

/** Notes how many blocks are in force. */
export async function noteBlocks(tx: Transaction, blockCount: number): Promise<void> {
  await tx.db.site.updateMany({ where: { blockCount: { not: blockCount } }, data: { blockCount } });
}

/** The house rules as HTML; "" if there are none. */
export const readRules = async (db: DatabaseClient): Promise<string> =>
  (await db.site.findUnique({ where: { id: 1 }, select: { rulesHtml: true } }))?.rulesHtml ?? "";

/** Whether no settings have been stored yet. */
export const isNewSite = async (db: DatabaseClient): Promise<boolean> => (await db.site.count()) === 0;

const SETTINGS = Object.keys(siteSchema.shape) as (keyof SiteInput)[];

/** The settings as entered, and a hash of them, by which a form detects that they have changed in the
 *  meantime. */
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

/** Stores the settings of a new site. Returns false if it has settings already: of several concurrent calls,
 *  one succeeds. `fillingUntil` starts the lease of the caller's filling (site-filling.server.ts). Throws if
 *  the renderer is busy. */
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

/** Stores the settings. Throws if the renderer is busy. */
export async function saveSettings(deps: SettingsDeps, input: SiteInput): Promise<void> {
  const site = await composeOrThrow(deps, input);
  await deps.db.write((tx) => writeSite(tx, site));
}

/** Stores the site's row and invalidates every page. */
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

/** Renders the texts and returns the site's row, with the reason for each text that was refused; its source
 *  is shown as typed. */
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
