// Deletes an account: sessions and name at once; texts are kept without the name or deleted, the first
// batches at once and the rest by a job.

import { z } from "zod";
import { type AccountRefusal, findEmail, isLastAdministrator } from "~/accounts/account.server";
import { WAYS_TO_LEAVE, type WayToLeave } from "~/accounts/leaving.schema";
import { closeAccount } from "~/accounts/leaving.server";
import { type Correspondent, writeTo } from "~/accounts/mail/correspondence.server";
import { farewellEmail } from "~/accounts/mail/emails";
import { leaveCommentVersions } from "~/comments/editing/comment-edits.server";
import { leaveEdits } from "~/comments/editing/held-edits.server";
import { claimGuestComments } from "~/comments/guests/guest-comments.server";
import { forgetGuestsOf } from "~/comments/guests/guests.server";
import { listCommentIdsOf } from "~/comments/portability/own-comments.server";
import { deleteMentions } from "~/comments/references/mention.server";
import { leaveDrafts } from "~/drafts/draft-leaving.server";
import { forgetAddress } from "~/following/address-subscriber.server";
import type { Rendered } from "~/markdown/rendered";
import { leaveMedia } from "~/media/media-leaving.server";
import { leaveAppeals } from "~/moderation/appeals/appeal.server";
import { leaveBlockAppeals } from "~/moderation/appeals/block-appeal.server";
import { leaveBlocks } from "~/moderation/blocks/block.server";
import { leaveLog } from "~/moderation/log/log.server";
import { leaveReports } from "~/moderation/reports/report.server";
import { leaveSecondLooks } from "~/moderation/second-look/second-look.server";
import { forgetComments, listKnownOf } from "~/moderation/spam/filter.server";
import { leaveNominations } from "~/nominations/nomination.server";
import { leavePageVersions } from "~/pages/page-version.server";
import { anonymisePerson } from "~/people/person.server";
import type { Member } from "~/people/viewer";
import type { Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue } from "~/platform/jobs/jobs.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { forgetSubmitter, listPostsToLeave, TAKEN_BACK } from "~/posts/post-leaving.server";
import { leaveRevisions } from "~/revisions/revision.server";
import { eraseCommentsWholly } from "../erase-words.server";
import { clearPost } from "../publishing/clear-post.server";
import type { PublishingDeps } from "../publishing/publish-post.server";

/** Half a second per transaction, which delays other writes. */
const COMMENTS_AT_ONCE = 100;
const POSTS_AT_ONCE = 10;
/** Enough for most people's texts. */
const BATCHES_AT_ONCE = 2;

/** The remaining work: comments first, because a post without any can be deleted; then posts after this
 *  id. */
const remainder = z.object({ personId: z.number(), way: z.enum(WAYS_TO_LEAVE), after: z.number() });
type Remainder = z.infer<typeof remainder>;

/** Deletes a member's account. Refused for the last administrator. */
export async function leave(
  deps: PublishingDeps & Correspondent & { siteSecret: SiteSecret },
  { id: personId, accountId }: Pick<Member, "id" | "accountId">,
  way: WayToLeave,
  now: Date,
): Promise<{ ok: true } | AccountRefusal> {
  const text = await renderTombstone(deps);
  return deps.db.write(async (tx) => {
    // The form may have been sent twice.
    if ((await findEmail(tx.db, accountId)) === null)
      return { ok: false, reason: "account.not-found" } as const;
    if (await isLastAdministrator(tx.db, accountId))
      return { ok: false, reason: "account.last-administrator" } as const;
    const { email } = await closeAccount(tx, accountId, now);
    // Guest comments with the account's address are the member's too.
    await claimGuestComments(tx, { email, personId }, "all");
    await forgetGuestsOf(tx, email);
    await forgetAddress(tx, email);
    await anonymisePerson(tx, personId);
    await forgetSubmitter(tx, personId);
    await leaveDrafts(tx, personId);
    await leaveRevisions(tx, personId);
    await leaveCommentVersions(tx, personId);
    await leaveEdits(tx, personId);
    await deleteMentions(tx, { personId });
    await leaveMedia(tx, personId);
    await leaveLog(tx, personId);
    await leaveAppeals(tx, personId);
    await leaveBlockAppeals(tx, personId);
    await leaveSecondLooks(tx, personId);
    await leavePageVersions(tx, personId);
    await leaveNominations(tx, personId);
    await leaveReports(tx, personId);
    await leaveBlocks(tx, personId, deps.siteSecret.hash("address", email), now);
    await writeTo(tx, deps, email, (siteName) => farewellEmail(siteName, way === "anonymise"), now);
    let left: Remainder | null = { personId, way, after: 0 };
    // If the tombstone's text cannot be rendered now, the job does all the work.
    for (let batch = 0; text.ok && left && batch < BATCHES_AT_ONCE; batch++)
      left = await clearSome(tx, left, text, now);
    if (left) await clearLater(tx, left, now);
    return { ok: true } as const;
  });
}

/** Processes the remaining texts in batches. */
export const clearWritingJob = defineJob({
  kind: "clear-writing",
  queue: "rendering",
  payload: remainder,
  async run(deps: PublishingDeps, work, now) {
    const text = await renderTombstone(deps);
    if (!text.ok)
      throw new Error(`The line for a post that was taken back can't be rendered: ${text.reason}`);
    await deps.db.write(async (tx) => {
      const left = await clearSome(tx, work, text, now);
      if (left) await clearLater(tx, left, now);
    });
  },
});

const clearLater = (tx: Transaction, left: Remainder, now: Date) =>
  enqueue(tx, clearWritingJob, left, { key: `clear-writing:${left.personId}`, now });

/** Processes one batch. Returns the remaining work, or null. */
async function clearSome(
  tx: Transaction,
  work: Remainder,
  text: Rendered,
  now: Date,
): Promise<Remainder | null> {
  const { personId, way, after } = work;
  // What the spam filter knows of a comment isn't kept without its name either, because it has words of its own.
  const known = await listKnownOf(tx.db, personId, COMMENTS_AT_ONCE);
  if (known.length > 0) {
    await forgetComments(tx, known);
    return work;
  }
  const comments = way === "remove" ? await listCommentIdsOf(tx.db, personId, COMMENTS_AT_ONCE) : [];
  if (comments.length > 0) {
    await eraseCommentsWholly(tx, comments);
    return work;
  }
  const posts = await listPostsToLeave(tx.db, personId, after, POSTS_AT_ONCE);
  for (const post of posts) await clearPost(tx, post, { personId, way, text }, now);
  const last = posts.at(-1);
  return last && posts.length === POSTS_AT_ONCE ? { ...work, after: last.id } : null;
}

const renderTombstone = ({ render }: PublishingDeps) => render(TAKEN_BACK.source, { kind: "post" });
