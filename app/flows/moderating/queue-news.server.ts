// Moderators are told by e-mail of responses that wait: at most once an hour, or once a day.

import { z } from "zod";
import { type Correspondent, notify } from "~/accounts/mail/correspondence.server";
import { listModeratorsToTell, noteQueueTold } from "~/accounts/mail/recipients.server";
import { listEditsSince } from "~/comments/editing/held-edits.server";
import { listHeldSince } from "~/comments/moderated-comments.server";
import { sealFor } from "~/moderation/disputes/disputes.server";
import { queueEmail } from "~/moderation/moderation-emails";
import { moderationPath } from "~/moderation/response-ref";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { responseStatus } from "~/visibility/status";

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
        for (const { accountId, toldAt } of await listModeratorsToTell(tx.db, often, before)) {
          const since = toldAt ?? new Date(now.getTime() - 24 * HOUR_MS);
          const held = await listWaiting(tx.db, since);
          if (held.length === 0) continue;
          const shown = await sealFor(tx.db, { decidesLaw: false }, held.slice(0, MAX_IN_EMAIL).map(asHeld));
          const waiting = shown.map(({ id, isSealed, excerpt, guestName, person, post }) => ({
            ...{
              excerpt: isSealed ? "(sealed)" : excerpt,
              name: person?.name ?? guestName ?? "Someone",
              title: post.title,
            },
            href: deps.siteUrl + moderationPath({ kind: "comment", id }),
          }));
          const news = { waiting, more: held.length > MAX_IN_EMAIL };
          const message = (siteName: string) => queueEmail(siteName, `${deps.siteUrl}/moderation`, news);
          await notify(tx, deps, accountId, message, now);
          await noteQueueTold(tx, accountId, now);
        }
      }
    }),
});

/** Comments, and then edits of published ones, one more than an e-mail names. */
async function listWaiting(db: DatabaseClient, since: Date) {
  const edits = await listEditsSince(db, since, MAX_IN_EMAIL + 1);
  return [
    ...(await listHeldSince(db, since, MAX_IN_EMAIL + 1)),
    ...edits.map(({ commentId, comment }) => ({ ...comment, id: commentId, excerpt: "an edit that waits" })),
  ];
}

/** Every hour, not on the hour, when other machines run their jobs. */
export const TELL_MODERATORS_PATTERN = "7 * * * *";

const asHeld = <Row extends object>(row: Row) => ({ ...row, status: responseStatus.held, html: "" });
