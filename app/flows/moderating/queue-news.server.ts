// Moderators are told by e-mail of what waits for them: at most once an hour, or once a day.

import { z } from "zod";
import { type Correspondent, notify } from "~/accounts/mail/correspondence.server";
import { listModeratorsToTell, noteQueueTold } from "~/accounts/mail/recipients.server";
import { queueEmail } from "~/moderation/queue-email";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { listWaitingSince } from "./waiting-since.server";

/** More are read on the site. */
const MAX_IN_EMAIL = 10;
const HOUR_MS = 60 * 60 * 1000;
/** Shorter than the time between two runs, of which each may begin a little late. */
const PERIODS = { hourly: 0.9 * HOUR_MS, daily: 23.9 * HOUR_MS } as const;

export const tellModeratorsJob = defineJob({
  kind: "tell-moderators",
  queue: "mail",
  payload: z.object({}),
  run: (deps: Correspondent & { db: Database }, _payload, now) =>
    deps.db.write(async (tx) => {
      for (const often of ["hourly", "daily"] as const) {
        const before = new Date(now.getTime() - PERIODS[often]);
        for (const { accountId, personId, toldAt } of await listModeratorsToTell(tx.db, often, before)) {
          const since = toldAt ?? new Date(now.getTime() - 24 * HOUR_MS);
          const waiting = await listWaitingSince(tx.db, since, personId, MAX_IN_EMAIL + 1);
          if (waiting.length === 0) continue;
          const news = { waiting: waiting.slice(0, MAX_IN_EMAIL), more: waiting.length > MAX_IN_EMAIL };
          const message = (siteName: string) => queueEmail(siteName, deps.siteUrl, news);
          await notify(tx, deps, accountId, message, now);
          await noteQueueTold(tx, accountId, now);
        }
      }
    }),
});

/** Every hour, not on the hour, when other machines run their jobs. */
export const TELL_MODERATORS_PATTERN = "7 * * * *";
