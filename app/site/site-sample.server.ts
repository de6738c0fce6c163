// The texts in which a site that was opened with the sample blog speaks of it.

import type { RefusalReason } from "~/markdown/limits";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { siteSchema } from "./site.schema";
import { readSettings, SITE_KEY } from "./site.server";
import { ABOUT } from "./site-rendering.server";

/** How the settings are to be once the sample blog is gone; a text that may stay as it is, is absent. */
export interface SettingsWithoutSample {
  /** Of the settings from which this was made. */
  version: string;
  tagline?: string;
  about?: { source: string; html: string };
  refused?: RefusalReason;
}

/** A paragraph that tells how to remove the sample blog speaks of it, whatever stands around it. */
const SPEAKS_OF_THE_SAMPLE = /sample remove/;

/** What of the settings is the sample's: what `isSample` knows as shipped goes, and of an edited "about" the paragraph that names it. */
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

/** False where the settings were changed since the plan was made; then nothing is done. */
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
