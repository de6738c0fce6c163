// Erases comments' words wherever they are: in the comments, in what moderators wrote about them, and in what the spam
// filter learnt from them.

import { forgetAppealsOf } from "~/moderation/appeals/appeal.server";
import { forgetHits } from "~/moderation/blocks/block.server";
import { sealDisputed } from "~/moderation/disputes/disputes.server";
import { forgetWords } from "~/moderation/log/log.server";
import { forgetSecondLooks } from "~/moderation/second-look/second-look.server";
import { forgetComments } from "~/moderation/spam/filter.server";
import type { Transaction } from "~/platform/database/database.server";
import { eraseComments } from "~/responses/response-status.server";

/** Erases one batch of comments, as eraseComments() does, and forgets what was written about them and learnt from them. */
export async function eraseCommentsWholly(tx: Transaction, ids: number[]): Promise<void> {
  await sealDisputed(tx, ids);
  await forgetWords(tx, ids);
  await forgetAppealsOf(tx, ids);
  await forgetSecondLooks(tx, ids);
  await forgetComments(tx, ids);
  await forgetHits(tx, ids);
  await eraseComments(tx, ids);
}
