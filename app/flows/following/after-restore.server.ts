// A restored site tells nobody of what its backup had still to tell: they were told since, or it is no news.

import { silence } from "~/following/notification.server";
import type { Database } from "~/platform/database/database.server";
import { discardJobs } from "~/platform/jobs/jobs.server";
import { quietenOverdue } from "~/posts/post-commands.server";
import { tellOfMentionsJob, tellOfPostJob, tellOfResponseJob } from "./tell-followers.server";

/** What waits to be told is on the site alone, and posts whose time came since the backup are published without e-mails. */
export const silenceRestored = (db: Database, now: Date): Promise<void> =>
  db.write(async (tx) => {
    await discardJobs(tx, [tellOfPostJob.kind, tellOfResponseJob.kind, tellOfMentionsJob.kind]);
    await silence(tx);
    await quietenOverdue(tx, now);
  });
