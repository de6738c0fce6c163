// The writer of a comment is told by e-mail what a moderator decided about it. Members who turned off
// notifications aren't, nor guests who didn't confirm an address; their comment's own page tells everyone.

import { z } from "zod";
import { type Correspondent, notify } from "~/accounts/mail/correspondence.server";
import { listRecipients } from "~/accounts/mail/recipients.server";
import { statusPath } from "~/comments/comment";
import { findOwnComment } from "~/comments/moderation/moderated-comments.server";
import { MODERATED, type ModerationAction } from "~/moderation/actions";
import { findEntry } from "~/moderation/log/log.server";
import { decisionEmail } from "~/moderation/moderation-emails";
import { isTextAction } from "~/moderation/texts/text-actions";
import type { Database, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue } from "~/platform/jobs/jobs.server";
import { isErased } from "~/visibility/status";
import { tellGuest } from "../guests/tell-guest.server";
import { type ServiceDeps, tellSpamServiceJob } from "./ask-spam-service.server";

/** Time in which a moderator can undo a decision before its writer is told. */
export const UNDO_SECONDS = 120;

/** Enqueues the e-mail about an entry of the log. */
export const tellLater = (tx: Transaction, entryId: number, now: Date): Promise<void> =>
  enqueue(tx, tellWriterJob, { entryId }, { now, at: new Date(now.getTime() + UNDO_SECONDS * 1000) });

export const tellWriterJob = defineJob({
  kind: "tell-of-decision",
  queue: "mail",
  payload: z.object({ entryId: z.number().int() }),
  describe: ({ entryId }) => `log entry ${entryId}`,
  run: (deps: Correspondent & ServiceDeps & { db: Database }, { entryId }, now) =>
    deps.db.write(async (tx) => {
      // Now that it can hardly be undone any more, the spam service may learn from it too.
      if (deps.spamService) await enqueue(tx, tellSpamServiceJob, { entryId }, { now });
      const entry = await findEntry(tx.db, entryId);
      if (!entry || entry.undoneAt || entry.commentId === null) return;
      const comment = await findOwnComment(tx.db, { id: entry.commentId });
      // What was decided about it since has an entry of its own, and an e-mail.
      if (!comment || !isStanding(entry.action, comment)) return;
      const href = deps.siteUrl + statusPath(comment.id);
      const news = { title: comment.post.title, ...entry };
      if (comment.personId === null)
        return tellGuest(tx, deps, comment, (name, link) => decisionEmail(name, link, news), now);
      for (const { accountId } of await listRecipients(tx.db, [comment.personId]))
        await notify(tx, deps, accountId, (siteName) => decisionEmail(siteName, href, news), now);
    }),
});

const isStanding = (action: string, comment: { status: string }): boolean =>
  isTextAction(action) ? !isErased(comment) : comment.status === MODERATED[action as ModerationAction];
