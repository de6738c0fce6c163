// Posts whose writer leaves.

import type { Rendered } from "~/markdown/rendered";
import { bylinesKey } from "~/people/person.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { POSTS_KEY, postKey } from "./post.server";
import type { PostRow } from "./post-commands.server";
import { derivedFrom } from "./post-rendering.server";

/** What stands where a post was that others had answered. */
export const TAKEN_BACK = {
  title: "Deleted post",
  source: "The author deleted this post.",
} as const;

export interface SignedPost extends PostRow {
  /** Whether nobody else wrote it. */
  isAlone: boolean;
}

/** Posts that a person signed, after one, in order of their ids. */
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
      bylines: { where: { role: "writer" }, select: { personId: true } },
    },
  });
  return rows.map(({ bylines, status, ...row }) => ({
    ...row,
    status: status as PostRow["status"],
    isAlone: bylines.length === 1 && bylines[0]?.personId === personId,
  }));
}

/** Takes a person's name off a post that others wrote too, or that they presented. */
export async function removeByline(tx: Transaction, postId: number, personId: number): Promise<void> {
  await tx.db.byline.deleteMany({ where: { postId, personId } });
  tx.invalidate(postKey(postId), POSTS_KEY, bylinesKey(personId));
}

/** Puts the line that says so in the place of a post: in no series any more, and from no file that could bring it back. */
export async function emptyPost(tx: Transaction, postId: number, text: Rendered, now: Date): Promise<void> {
  const nowhere = { summary: "", seriesId: null, part: null, origin: null, submitterId: null };
  await tx.db.post.update({
    where: { id: postId },
    data: { ...TAKEN_BACK, ...nowhere, ...derivedFrom(text), updatedAt: now },
  });
  tx.invalidate(postKey(postId), POSTS_KEY);
}

/** Forgets who brought posts here. */
export async function forgetSubmitter(tx: Transaction, personId: number): Promise<void> {
  await tx.db.post.updateMany({ where: { submitterId: personId }, data: { submitterId: null } });
}
