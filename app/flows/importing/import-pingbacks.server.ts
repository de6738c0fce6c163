// The numbers of imported pingbacks. Their links make them with the next number; an archive says which they had.

import { hasNumber } from "~/comments/thread/comment-places.server";
import {
  findPingbackByNumber,
  findPingbackFrom,
  hidePingback,
  renumberPingback,
} from "~/pingbacks/pingback-content.server";
import type { Database, Transaction } from "~/platform/database/database.server";
import { listPostsToAnswer } from "~/posts/conversation/post-to-answer.server";
import { takeSpareNumber } from "~/posts/conversation/response-numbers.server";
import { responseAdded, responsesDeleted } from "~/responses/responses.server";

/** A pingback in an archive. */
export interface ArchivedPingback {
  number: number;
  /** Slug of the post with the link. */
  from: string;
  /** Whether it is hidden. */
  isDeleted: boolean;
}

/** Gives a post's pingbacks the numbers that they have in the archive, unless a comment has one here, and hides those that are hidden
 *  there. One whose link is gone is left out. */
export const placePingbacks = (db: Database, slug: string, archived: ArchivedPingback[]): Promise<void> =>
  db.write(async (tx) => {
    const post = (await listPostsToAnswer(tx.db, [slug])).get(slug);
    if (!post) return;
    for (const { number, from, isDeleted } of archived) {
      const pingback = await findPingbackFrom(tx.db, post.id, from);
      if (!pingback) continue;
      if (pingback.number !== number && !(await hasNumber(tx.db, post.id, number))) {
        await vacateNumber(tx, post.id, number);
        await move(tx, post.id, pingback, number);
      }
      if (isDeleted) await hidePingback(tx, pingback.id);
    }
  });

/** Moves a pingback that has this number to the next one that none has. */
export async function vacateNumber(tx: Transaction, postId: number, number: number): Promise<void> {
  const pingback = await findPingbackByNumber(tx.db, postId, number);
  if (pingback) await move(tx, postId, pingback, await takeSpareNumber(tx, postId));
}

async function move(tx: Transaction, postId: number, pingback: { id: number; path: string }, number: number) {
  const path = await renumberPingback(tx, postId, pingback.id, number);
  await responsesDeleted(tx, postId, [pingback.path]);
  await responseAdded(tx, postId, { number, path });
}
