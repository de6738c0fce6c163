// Comments that their writers edit, and the texts that stood there before.

import { createHash } from "node:crypto";
import type { Rendered } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { commentsByPersonKey } from "~/people/person.server";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { postKey } from "~/posts/post.server";
import { everyone } from "~/visibility/visibility.server";
import { RESPONSES_KEY } from "../comment.server";
import { byProof } from "../guests/own-link.server";
import { isEditTold } from "./editing";

const editFields = {
  ...{ id: true, postId: true, personId: true, status: true, number: true, path: true, replyCount: true },
  ...{ source: true, html: true, idPrefix: true, createdAt: true, editedAt: true, cutAt: true },
  ...{ guestName: true, guestEmail: true, guestSite: true },
  post: { select: { id: true, slug: true, title: true, language: true, responseNumber: true } },
} satisfies Prisma.CommentSelect;

export type CommentToEdit = Prisma.CommentGetPayload<{ select: typeof editFields }>;

/** A comment for its writer's edit: a member's by id, a guest's by the hash of its secret. */
export const findCommentToEdit = (
  db: DatabaseClient,
  where: { id: number } | { secretHash: string },
): Promise<CommentToEdit | null> => db.comment.findFirst({ where: byProof(where), select: editFields });

/** Identifies a text, so that an edit shows which text it rests on. */
export const fingerprint = (source: string): string =>
  createHash("sha256").update(source).digest("base64url").slice(0, 22);

/** How many earlier texts a comment has. */
export const countVersions = (db: DatabaseClient, commentId: number): Promise<number> =>
  db.commentVersion.count({ where: { commentId } });

/** Stores a comment's new text. If readers are told of the edit, the text before it is kept as the comment's next
 *  version. They are always told of one that waited, because others could read the text before it meanwhile. */
export async function rewriteText(
  tx: Transaction,
  comment: CommentToEdit,
  source: string,
  text: Pick<Rendered, "html" | "excerpt">,
  now: Date,
  isTold = isEditTold(comment, now),
): Promise<void> {
  const { id } = comment;
  if (isTold) {
    const number = (await countVersions(tx.db, id)) + 1;
    const createdAt = comment.editedAt ?? comment.createdAt;
    const data = { commentId: id, number, source: comment.source, createdAt };
    await tx.db.commentVersion.create({ data, select: { id: true } });
  }
  await storeText(tx, comment, source, text, isTold ? { editedAt: now } : {});
  await deleteCutTexts(tx, { commentId: id });
}

/** Deletes what undoing a cut would give back (cuts.server.ts): once a comment has another text, nothing can. */
export async function deleteCutTexts(tx: Transaction, where: Prisma.CutTextWhereInput): Promise<void> {
  await tx.db.cutText.deleteMany({ where });
}

/** A comment's text as columns of its row, and the pages that show it. */
export async function storeText(
  tx: Transaction,
  { id, postId, personId }: CommentToEdit,
  source: string,
  { html, excerpt }: Pick<Rendered, "html" | "excerpt">,
  others: { editedAt?: Date | null; cutAt?: Date | null },
): Promise<void> {
  const rendered = { source, html, excerpt, renderVersion: RENDER_VERSION };
  await tx.db.comment.update({ where: { id }, data: { ...rendered, ...others }, select: { id: true } });
  tx.reindex("comment", id);
  tx.invalidate(postKey(postId), RESPONSES_KEY);
  if (personId !== null) tx.invalidate(commentsByPersonKey(personId));
}

/** The newest of a comment's earlier texts. */
export const findLastVersion = (db: DatabaseClient, commentId: number) =>
  db.commentVersion.findFirst({
    where: { commentId },
    orderBy: { number: "desc" },
    select: { id: true, source: true, createdAt: true, removedAt: true },
  });

/** Takes the last told edit back: the newest earlier text is the comment's again. */
export async function restoreVersion(
  tx: Transaction,
  comment: CommentToEdit,
  { id, source, createdAt }: { id: number; source: string; createdAt: Date },
  text: Pick<Rendered, "html" | "excerpt">,
): Promise<void> {
  await tx.db.commentVersion.delete({ where: { id }, select: { id: true } });
  const isFirst = createdAt.getTime() === comment.createdAt.getTime();
  await storeText(tx, comment, source, text, { editedAt: isFirst ? null : createdAt });
}

/** A readable comment with its earlier texts in order; null if it isn't readable. */
export const findCommentHistory = (db: DatabaseClient, id: number) =>
  db.comment.findFirst({
    where: { id, ...everyone.comments, post: everyone.posts },
    select: {
      ...{ id: true, postId: true, personId: true, number: true, guestName: true },
      ...{ source: true, createdAt: true, editedAt: true },
      person: { select: { name: true } },
      post: { select: { slug: true, title: true, language: true } },
      cutAt: true,
      versions: {
        orderBy: { number: "asc" },
        select: { number: true, source: true, createdAt: true, removedAt: true },
      },
    },
  });

/** Deletes the earlier texts of comments whose words are erased. */
export async function deleteVersions(tx: Transaction, commentIds: number[]): Promise<void> {
  await tx.db.commentVersion.deleteMany({ where: { commentId: { in: commentIds } } });
  await deleteCutTexts(tx, { commentId: { in: commentIds } });
}

/** Deletes the earlier texts of a person's comments, when they delete their account: comments that stay without
 *  their name stay as they last were. */
export async function leaveCommentVersions(tx: Transaction, personId: number): Promise<void> {
  await tx.db.commentVersion.deleteMany({ where: { comment: { personId } } });
  await deleteCutTexts(tx, { comment: { personId } });
}
