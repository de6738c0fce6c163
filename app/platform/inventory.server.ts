import type { Database } from "./database/database.server";
import type { Inventory } from "./inventory";
import type { Mailer } from "./mail/mail.server";
import { mailJob } from "./mail/mail-job.server";
import { PRUNE_PATTERN, pruneJob } from "./prune.server";

export const platform: Inventory<{ db: Database; mailer: Mailer }> = {
  room: "platform",
  models: {
    Change: { leftBehind: "tells the page caches of one database’s processes what the others wrote" },
    RateLimit: { leftBehind: "is out of date within minutes" },
    Job: {},
  },
  jobs: [mailJob],
  schedules: [{ job: pruneJob, pattern: PRUNE_PATTERN }],
};
