import type { Database } from "./database/database.server";
import { REMEMBERED_MS } from "./http/request/first-visits";
import type { Inventory } from "./inventory";
import { KEEP_DEAD_MS } from "./jobs/job";
import type { Mailer } from "./mail/mail.server";
import { mailJob } from "./mail/mail-job.server";
import { PRUNE_MINUTES, PRUNE_PATTERN, pruneJob } from "./prune.server";

export const platform = {
  room: "platform",
  models: {
    Change: { leftBehind: "tells the page caches of one database’s processes what the others wrote" },
    RateLimit: {
      leftBehind: "is out of date within minutes",
      personal: {
        exported: { not: "counts by network and by hashes of addresses, which several people may share" },
        leaving: { stays: "deleted once it no longer limits anything" },
        privacy: "how often a network address posts replies",
      },
    },
    Job: {
      personal: {
        exported: { not: "queued e-mails, which the person receives" },
        leaving: "deleted",
        privacy: "E-mails are deleted once they are sent",
      },
    },
  },
  jobs: [mailJob],
  schedules: [{ job: pruneJob, pattern: PRUNE_PATTERN }],
  figures: {
    /** The time of a network's first visit to a page. */
    firstVisit: REMEMBERED_MS / 1000,
    prune: PRUNE_MINUTES * 60,
    /** E-mails that couldn't be sent. */
    unsent: KEEP_DEAD_MS / 1000,
  },
} satisfies Inventory<{ db: Database; mailer: Mailer }>;
