// Removes mentions of the sample blog from the site's settings.

import type { RefusalReason } from "~/markdown/limits";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { siteSchema } from "./site.schema";
import { readSettings, readSite, SITE_KEY } from "./site.server";
import { ABOUT } from "./site-rendering.server";

/** Whether the site has a name of its own. It begins with that of the sample blog (content/site.md), which is
 *  the default. */
export const isNamed = async (db: DatabaseClient): Promise<boolean> =>
  (await readSite(db)).name !== siteSchema.parse({}).name;

/** Settings to write when the sample blog is removed. A missing field stays as it is. */
export interface SettingsWithoutSample {
  /** Version of the settings from which this plan was made. */
  version: string;
  tagline?: string;
  about?: { source: string; html: string };
  refused?: RefusalReason;
}

/** Recognises the paragraph that tells how to remove the sample blog, even in an edited text. */
const SPEAKS_OF_THE_SAMPLE = /sample remove/;

/** Plans the settings without the sample blog: a tagline or about text that `isSample` recognises as shipped
 *  is reset, and an edited about text loses the paragraph that mentions the sample. */
export async function planSettingsWithoutSample(
  { db, render }: { db: DatabaseClient; render: RenderMarkdown },
  isSample: (field: "tagline" | "about", text: string) => boolean,
): Promise<SettingsWithoutSample> {
  const { settings, version } = await readSettings(db);
  const plan: SettingsWithoutSample = { version };
  if (isSample("tagline", settings.tagline)) plan.tagline = siteSchema.parse({}).tagline;
  const isShipped = settings.about !== "" && isSample("about", settings.about);
  if (!isShipped && !SPEAKS_OF_THE_SAMPLE.test(settings.about)) return plan;
  const paragraphs = isShipped ? [] : settings.about.split(/\n[ \t]*\n/);
  const kept = paragraphs.filter((paragraph) => !SPEAKS_OF_THE_SAMPLE.test(paragraph)).join("\n\n");
  const text = await render(kept, ABOUT);
  if (text.ok) plan.about = { source: kept, html: text.html };
  else plan.refused = text.reason;
  return plan;
}

/** Returns false and changes nothing if the settings have changed since the plan was made. */
export async function writeSettingsWithoutSample(
  tx: Transaction,
  { version, tagline, about }: SettingsWithoutSample,
): Promise<boolean> {
  if ((await readSettings(tx.db)).version !== version) return false;
  await tx.db.site.updateMany({
    data: {
      fillingUntil: null,
      ...(tagline !== undefined && { tagline }),
      ...(about && { aboutSource: about.source, aboutHtml: about.html }),
    },
  });
  tx.invalidate(SITE_KEY);
  return true;
}
