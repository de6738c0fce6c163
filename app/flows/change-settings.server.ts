// Changes the site's settings at once; a job updates what is derived for every post.

import { z } from "zod";
import type { RefusalReason } from "~/markdown/limits";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue } from "~/platform/jobs/jobs.server";
import { fileByMonth } from "~/posts/archive/post-month.server";
import type { SiteInput } from "~/site/site.schema";
import { composeSite, readSettings, readSite, writeSite } from "~/site/site.server";

/** A tenth of a second, between which other writes can run. */
const POSTS_AT_ONCE = 200;

export type ChangeSettingsResult =
  | { ok: true }
  | { ok: false; reason: "site.changed-meanwhile" }
  | { ok: false; reason: "site.refused-text"; refused: Partial<Record<"about" | "rules", RefusalReason>> };

/** Saves the settings if `version` is still current. */
export async function changeSettings(
  { db, render }: { db: Database; render: RenderMarkdown },
  input: SiteInput,
  version: string,
  now: Date,
): Promise<ChangeSettingsResult> {
  const { site, refused } = await composeSite({ render }, input);
  if (Object.keys(refused).length > 0) return { ok: false, reason: "site.refused-text", refused };
  return db.write(async (tx) => {
    const before = await readSettings(tx.db);
    if (before.version !== version) return { ok: false, reason: "site.changed-meanwhile" };
    await writeSite(tx, site);
    if (before.settings.timeZone !== input.timeZone)
      await enqueue(tx, fileByMonthJob, {}, { key: "file-by-month", now });
    return { ok: true };
  });
}

/** Updates every post's month for the site's current time zone, which is read with each batch: another change
 *  of it enqueues a new job. Until then the archive shows some posts under the old month, which differs only
 *  within hours of a month's end. */
export const fileByMonthJob = defineJob({
  kind: "file-by-month",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }) {
    for (let last: number | null = 0; last !== null; ) {
      const from: number = last;
      last = await db.write(async (tx) =>
        fileByMonth(tx, (await readSite(tx.db)).timeZone, from, POSTS_AT_ONCE),
      );
    }
  },
});
