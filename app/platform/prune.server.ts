// What nobody asks for any more goes, once an hour.

import { z } from "zod";
import { KEEP_CHANGES_MS } from "./database/change-feed.server";
import type { Database } from "./database/database.server";
import { defineJob } from "./jobs/job";
import { pruneJobs } from "./jobs/jobs.server";
import { mailJob } from "./mail/mail-job.server";
import { pruneLimits } from "./rate-limits.server";

/** Not at the full hour, when everybody’s machines are busy. */
export const PRUNE_PATTERN = "17 * * * *";
/** How long after its time something may still be there. */
export const PRUNE_MINUTES = 60;

export const pruneJob = defineJob({
  kind: "prune",
  payload: z.object({}),
  async run({ db }: { db: Database }, _payload, now) {
    await db.change.deleteMany({ where: { at: { lt: new Date(now.getTime() - KEEP_CHANGES_MS) } } });
    await pruneLimits(db, now);
    await pruneJobs(db, now, [mailJob.kind]);
  },
});
