// The publication of scheduled posts at their time, by a job.

import { z } from "zod";
import { invalidateCommenters } from "~/comments/comments-by-person.server";
import type { Database, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { dequeue, enqueue } from "~/platform/jobs/jobs.server";
import { findPostById, findPostRow, type PostState, showPost } from "~/posts/post-commands.server";
import { addRevision } from "~/revisions/revision.server";
import { fulfilAnnouncement } from "~/series/announced-parts.server";
import { invalidateParts } from "~/series/series.server";
import { monthOf } from "~/site/calendar";
import { readSite } from "~/site/site.server";
import { dateTags } from "~/tags/tag.server";
import { isScheduled } from "~/visibility/status";
import { followLinks } from "./follow-links.server";

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

/** Publishes a scheduled post as last saved. The post is read in the transaction, because it may have been
 *  published, withdrawn or rescheduled meanwhile. */
export const publishDueJob = defineJob({
  kind: "publish-post",
  queue: "publishing",
  payload: z.object({ postId: z.number() }),
  describe: ({ postId }) => `post ${postId}`,
  async run({ db }: { db: Database }, { postId }, now) {
    await db.write(async (tx) => {
      const post = await findPostRow(tx.db, postId);
      if (!post || !isScheduled(post) || !post.publishedAt || post.publishedAt > now) return;
      const { publishedAt } = post;
      const month = monthOf(publishedAt, (await readSite(tx.db)).timeZone);
      await showPost(tx, post, { publishedAt, month });
      await dateTags(tx, postId, publishedAt);
      const given = await findPostById(tx.db, postId);
      await fulfilAnnouncement(tx, { seriesId: post.seriesId, part: given?.input.part });
      invalidateParts(tx, post.seriesId);
      await invalidateCommenters(tx, postId);
      // Its pingbacks come now, after the responses of the meantime, however late it is.
      await followLinks(tx, postId, true, now);
      if (given) await addRevision(tx, post, given.input, post.submitterId, now);
    });
  },
});
