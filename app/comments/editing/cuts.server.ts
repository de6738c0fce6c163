// Passages that moderators cut out of comments, and the texts before, which are kept for a while so that a cut can be undone.

import type { Rendered } from "~/markdown/rendered";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { type CommentToEdit, deleteCutTexts, storeText } from "./comment-edits.server";

/** A text of a comment: an earlier one by its number, or the present one. */
export interface CommentText {
  version: number | null;
  source: string;
}

/** A comment's earlier texts that weren't removed. */
export const listVersions = (db: DatabaseClient, commentId: number) =>
  db.commentVersion.findMany({
    where: { commentId, removedAt: null },
    orderBy: { number: "asc" },
    select: { id: true, number: true, source: true, createdAt: true },
  });

export const findVersion = (db: DatabaseClient, commentId: number, number: number) =>
  db.commentVersion.findUnique({
    where: { commentId_number: { commentId, number } },
    select: { id: true, number: true, source: true, createdAt: true, removedAt: true },
  });

/** Gives a comment a text with a passage less, and its earlier texts too, and keeps those before for undoing. */
export async function storeCut(
  tx: Transaction,
  comment: CommentToEdit,
  {
    entryId,
    source,
    text,
    versions,
  }: {
    /** The entry of the log. */
    entryId: number;
    source: string;
    text: Pick<Rendered, "html" | "excerpt">;
    /** Earlier texts that have the passage, with what they become. */
    versions: { number: number; before: string; after: string }[];
  },
  now: Date,
): Promise<void> {
  const { id: commentId } = comment;
  const texts: CommentText[] = [
    { version: null, source: comment.source },
    ...versions.map(({ number, before }) => ({ version: number, source: before })),
  ];
  await tx.db.cutText.createMany({
    data: texts.map((one) => ({ ...one, entryId, commentId, createdAt: now })),
  });
  await storeText(tx, comment, source, text, { cutAt: now });
  for (const { number, after } of versions) await setVersionText(tx, commentId, number, after);
}

async function setVersionText(tx: Transaction, commentId: number, number: number, source: string) {
  await tx.db.commentVersion.updateMany({ where: { commentId, number, removedAt: null }, data: { source } });
}

/** The texts before a cut, by its entry of the log; empty once its comment was edited or the time is over. */
export const listCutTexts = (db: DatabaseClient, entryId: number): Promise<CommentText[]> =>
  db.cutText.findMany({ where: { entryId }, select: { version: true, source: true } });

/** Gives a comment the texts before a cut back. `cutAt` is the time of an earlier cut that stands. */
export async function undoCut(
  tx: Transaction,
  comment: CommentToEdit,
  {
    entryId,
    texts,
    text,
    cutAt,
  }: {
    entryId: number;
    texts: CommentText[];
    text: Pick<Rendered, "html" | "excerpt">;
    cutAt: Date | null;
  },
): Promise<void> {
  for (const { version, source } of texts)
    if (version === null) await storeText(tx, comment, source, text, { cutAt });
    else await setVersionText(tx, comment.id, version, source);
  await deleteCutTexts(tx, { entryId });
}

/** Deletes what a version says. Its number stays, so that the history tells that it was there. Returns false if it is
 *  removed already. */
export async function removeVersion(
  tx: Transaction,
  { commentId, number }: { commentId: number; number: number },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.db.commentVersion.updateMany({
    where: { commentId, number, removedAt: null },
    data: { source: "", removedAt: now },
  });
  await deleteCutTexts(tx, { commentId, version: number });
  return count > 0;
}

/** Deletes texts before cuts of before a time. Returns their number. */
export async function deleteOldCutTexts(tx: Transaction, before: Date, take: number): Promise<number> {
  const rows = await tx.db.cutText.findMany({
    where: { createdAt: { lt: before } },
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
  await deleteCutTexts(tx, { id: { in: rows.map(({ id }) => id) } });
  return rows.length;
}
