// The publication of scheduled posts at their time, by a job.

import { z } from "zod";
import type { Correspondent } from "~/accounts/mail/correspondence.server";
import { listRecipients, listRecipientsAtLeast } from "~/accounts/mail/recipients.server";
import { invalidateCommenters } from "~/comments/by-person/comments-by-person.server";
import { draftPath } from "~/drafts/draft";
import { findDraftOfPost, moveBase } from "~/drafts/draft.server";
import { failedEmail } from "~/drafts/draft-emails";
import type { Database, Transaction } from "~/platform/database/database.server";
import { outageOf } from "~/platform/database/outage";
import { defineJob } from "~/platform/jobs/job";
import { dequeue, enqueue } from "~/platform/jobs/jobs.server";
import {
  findPostById,
  findPostOwners,
  findPostRow,
  findPostVersion,
  hasWriter,
  markFailed,
  type PostState,
  showPost,
} from "~/posts/post-commands.server";
import { addRevision } from "~/revisions/revision.server";
import { fulfilAnnouncement } from "~/series/announced-parts.server";
import { invalidateParts } from "~/series/series.server";
import { monthOf } from "~/site/calendar";
import { readSite } from "~/site/site.server";
import { dateTags } from "~/tags/tag.server";
import { isScheduled } from "~/visibility/status";
import { tellOfPost } from "../following/tell-followers.server";
import { tell } from "../writing/draft-news.server";
import { followLinks, followLinksTo } from "./follow-links.server";
import { type HubDeps, tellHubLater } from "./hub-news.server";

/** A scheduled post is published by a job at its time; any other has none. */
export async function schedulePublication(
  tx: Transaction,
  postId: number,
  state: PostState,
  now: Date,
): Promise<void> {
  const key = publicationKey(postId);
  if (isScheduled(state) && state.publishedAt)
    await enqueue(tx, publishDueJob, { postId }, { at: state.publishedAt, key, now });
  else await dequeue(tx, key);
}

export const cancelPublication = (tx: Transaction, postId: number) => dequeue(tx, publicationKey(postId));

const publicationKey = (postId: number) => `publish:${postId}`;

/**
 * Publishes a scheduled post as last saved. The post is read in the transaction, because it may have been published, withdrawn or
 * rescheduled meanwhile. One that can't be published stays scheduled and is marked, and its writers and the editors are told. Its address
 * and its part of a series are its own since it was scheduled.
 */
export const publishDueJob = defineJob({
  kind: "publish-post",
  queue: "publishing",
  payload: z.object({ postId: z.number() }),
  describe: ({ postId }) => `post ${postId}`,
  async run(deps: PublicationDeps, { postId }, now) {
    try {
      await deps.db.write((tx) => publishDue(tx, deps, postId, now));
    } catch (error) {
      // While the database is out of reach, nothing can be marked, and a later attempt will probably succeed.
      if (!outageOf(error))
        await deps.db.write((tx) => tellOfFailure(tx, deps, postId, UNEXPECTED, now)).catch(() => {});
      throw error;
    }
  },
});

export type PublicationDeps = Correspondent & HubDeps & { db: Database };

const NO_WRITER = "none of its writers has an account any more. Name another writer, then update it.";
const UNEXPECTED =
  "the site had an error. It tries again during the next hours; the administrators find the error in its log.";

async function publishDue(tx: Transaction, deps: PublicationDeps, postId: number, now: Date): Promise<void> {
  const post = await findPostRow(tx.db, postId);
  if (!post || !isScheduled(post) || !post.publishedAt || post.publishedAt > now) return;
  if (!(await hasWriter(tx.db, postId))) return tellOfFailure(tx, deps, postId, NO_WRITER, now);
  // A withdrawn post that comes back has its first date.
  const publishedAt = post.withdrawnFrom ?? post.publishedAt;
  const month = monthOf(publishedAt, (await readSite(tx.db)).timeZone);
  await showPost(tx, post, { publishedAt, month });
  await dateTags(tx, postId, publishedAt);
  const given = await findPostById(tx.db, postId);
  await fulfilAnnouncement(tx, { seriesId: post.seriesId, part: given?.input.part });
  invalidateParts(tx, post.seriesId);
  await invalidateCommenters(tx, postId);
  // Its pingbacks come now, after the responses of the meantime, however late it is.
  await followLinks(tx, postId, true, now);
  await followLinksTo(tx, post, now, now);
  await tellOfPost(tx, postId, now);
  const before = await findPostVersion(tx.db, postId);
  if (given) await addRevision(tx, post, given.input, post.submitterId, now);
  await tellHubLater(tx, deps, { postId, of: "post" }, now);
  await moveBase(tx, postId, before, await findPostVersion(tx.db, postId));
}

/** Marks a scheduled post whose publication failed, and tells its writers and the editors, once. */
async function tellOfFailure(
  tx: Transaction,
  deps: PublicationDeps,
  postId: number,
  why: string,
  now: Date,
): Promise<void> {
  const post = await findPostById(tx.db, postId);
  if (!post || !(await markFailed(tx, postId, now))) return;
  const { ownerIds } = (await findPostOwners(tx.db, postId)) ?? { ownerIds: [] };
  const draft = await findDraftOfPost(tx.db, postId);
  const path = draft ? draftPath(draft.id) : `/write?post=${post.input.slug}`;
  const writers = await listRecipients(tx.db, [...ownerIds, ...(draft?.ownerIds ?? [])]);
  const all = [...writers, ...(await listRecipientsAtLeast(tx.db, "editor"))];
  const recipients = [...new Map(all.map((recipient) => [recipient.accountId, recipient])).values()];
  const news = { title: post.input.title, why };
  await tell(tx, deps, recipients, (site) => failedEmail(site, deps.siteUrl + path, news), now);
}
