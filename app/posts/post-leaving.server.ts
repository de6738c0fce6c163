// Posts of a person who deletes their account.

import type { Rendered } from "~/markdown/rendered";
import { bylinesKey } from "~/people/person.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { invalidatePost } from "./post.server";
import type { PostRow } from "./post-commands.server";
import { derivedFrom } from "./post-rendering.server";

/** The text of an answered post that was deleted. */
export const TAKEN_BACK = {
  title: "Deleted post",
  source: "The author deleted this post.",
} as const;

export interface SignedPost extends PostRow {
  /** Whether it has no other writer. */
  isAlone: boolean;
}

/** A person's posts, by ascending id from `after` on. */
export async function listPostsToLeave(
  db: DatabaseClient,
  personId: number,
  after: number,
  take: number,
): Promise<SignedPost[]> {
  const rows = await db.post.findMany({
    where: { id: { gt: after }, bylines: { some: { personId } } },
    orderBy: { id: "asc" },
    take,
    select: {
      ...{ id: true, slug: true, status: true, month: true, seriesId: true, publishedAt: true },
      ...{ withdrawnFrom: true, editedAt: true, failedAt: true, submitterId: true, quiet: true },
      bylines: { where: { role: "writer" }, select: { personId: true } },
    },
  });
  return rows.map(({ bylines, status, ...row }) => ({
    ...row,
    status: status as PostRow["status"],
    isAlone: bylines.length === 1 && bylines[0]?.personId === personId,
  }));
}

/** Removes a person from the byline of a post with other writers, or that they presented. */
export async function removeByline(tx: Transaction, postId: number, personId: number): Promise<void> {
  await tx.db.byline.deleteMany({ where: { postId, personId } });
  invalidatePost(tx, postId);
  tx.invalidate(bylinesKey(personId));
}

/** Replaces a post's text by the line above and removes it from its series. Without an origin, no import
 *  restores it. */
export async function emptyPost(tx: Transaction, postId: number, text: Rendered, now: Date): Promise<void> {
  const nowhere = { summary: "", seriesId: null, part: null, origin: null, submitterId: null };
  await tx.db.post.update({
    where: { id: postId },
    data: { ...TAKEN_BACK, ...nowhere, ...derivedFrom(text), updatedAt: now },
  });
  invalidatePost(tx, postId);
}

/** Clears the submitter of a person's posts. */
export async function forgetSubmitter(tx: Transaction, personId: number): Promise<void> {
  await tx.db.post.updateMany({ where: { submitterId: personId }, data: { submitterId: null } });
}
