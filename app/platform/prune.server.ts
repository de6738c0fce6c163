// Hourly deletion of expired rows.

import { z } from "zod";
import { KEEP_CHANGES_MS } from "./database/change-feed.server";
import type { Database } from "./database/database.server";
import { defineJob } from "./jobs/job";
import { pruneJobs } from "./jobs/jobs.server";
import { mailJob } from "./mail/mail-job.server";
import { pruneLimits } from "./rate-limits/rate-limits.server";

/** Not on the hour, when other machines run their jobs. */
export const PRUNE_PATTERN = "17 * * * *";
/** Longest time that an expired row may remain. */
export const PRUNE_MINUTES = 60;

export const pruneJob = defineJob({
  kind: "prune",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }, _payload, now) {
    await db.change.deleteMany({ where: { at: { lt: new Date(now.getTime() - KEEP_CHANGES_MS) } } });
    await pruneLimits(db, now);
    await pruneJobs(db, now, [mailJob.kind]);
  },
});
