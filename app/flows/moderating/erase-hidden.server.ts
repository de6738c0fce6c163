// Spam, removed comments, decided edits, texts before a cut and the words of decided reports are kept for a while, so that a decision can be undone,
// and then erased.

import { z } from "zod";
import { deleteOldCutTexts } from "~/comments/editing/cuts.server";
import { deleteDecidedEdits } from "~/comments/editing/held-edits.server";
import { listLongHidden } from "~/comments/moderation/moderated-comments.server";
import { KEEP_HIDDEN_DAYS } from "~/moderation/actions";
import { forgetAppeals, forgetAppealsOf } from "~/moderation/appeals/appeal.server";
import { forgetBlockAppeals } from "~/moderation/appeals/block-appeal.server";
import { forgetHits } from "~/moderation/blocks/block.server";
import { sealDisputed } from "~/moderation/disputes/disputes.server";
import { forgetWords } from "~/moderation/log/log.server";
import { forgetReports } from "~/moderation/reports/report.server";
import { forgetSecondLooks } from "~/moderation/second-look/second-look.server";
import { forgetHidden } from "~/moderation/spam/filter.server";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { eraseComments } from "~/responses/response-status.server";

/** A tenth of a second, between which other writes can run. */
const AT_ONCE = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

export const eraseHiddenJob = defineJob({
  kind: "erase-hidden",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }, _payload, now) {
    const before = new Date(now.getTime() - KEEP_HIDDEN_DAYS * DAY_MS);
    for (let forgotten = AT_ONCE; forgotten === AT_ONCE; )
      forgotten = await db.write((tx) => forgetReports(tx, before, AT_ONCE));
    for (let forgotten = AT_ONCE; forgotten === AT_ONCE; )
      forgotten = await db.write((tx) => forgetAppeals(tx, before, AT_ONCE));
    await db.write((tx) => forgetBlockAppeals(tx, before));
    for (const deleteSome of [deleteDecidedEdits, deleteOldCutTexts])
      for (let deleted = AT_ONCE; deleted === AT_ONCE; )
        deleted = await db.write((tx) => deleteSome(tx, before, AT_ONCE));
    for (let erased = AT_ONCE; erased === AT_ONCE; )
      erased = await db.write(async (tx) => {
        // Read here: a moderator may have restored one since.
        const ids = await listLongHidden(tx.db, before, AT_ONCE);
        await sealDisputed(tx, ids);
        await forgetWords(tx, ids);
        await forgetAppealsOf(tx, ids);
        await forgetSecondLooks(tx, ids);
        await forgetHidden(tx, ids);
        await forgetHits(tx, ids);
        await eraseComments(tx, ids);
        return ids.length;
      });
  },
});
