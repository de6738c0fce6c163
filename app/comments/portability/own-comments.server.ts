// A member's own comments, for the export of their data and for deletion.

import type { DatabaseClient } from "~/platform/database/database.server";

/** A person's comments and guest comments with their address, by ascending id from `after` on. */
export const listOwnComments = (
  db: DatabaseClient,
  { personId, email }: { personId: number; email: string },
  after: number,
  take: number,
) =>
  db.comment.findMany({
    where: { id: { gt: after }, OR: [{ personId }, { guestEmail: email }] },
    orderBy: { id: "asc" },
    take,
    select: {
      ...{ id: true, number: true, parentId: true, status: true, source: true, createdAt: true },
      ...{ personId: true, guestName: true, guestSite: true, editedAt: true },
      versions: {
        where: { removedAt: null },
        orderBy: { number: "asc" },
        select: { number: true, source: true, createdAt: true },
      },
      cutTexts: {
        where: { version: null },
        orderBy: { id: "asc" },
        select: { id: true, source: true, createdAt: true },
      },
      heldEdit: { select: { source: true, status: true, createdAt: true } },
      post: { select: { slug: true } },
    },
  });

/** A batch of a person's comments of any status, oldest first. */
export async function listCommentIdsOf(
  db: DatabaseClient,
  personId: number,
  take: number,
): Promise<number[]> {
  const rows = await db.comment.findMany({
    where: { personId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** A comment with its owner, for the confirmation page. A guest's comment and an erased one have no owner. */
export async function findCommentToDelete(db: DatabaseClient, id: number) {
  const row = await db.comment.findUnique({
    where: { id },
    select: {
      ...{ id: true, number: true, html: true, createdAt: true, personId: true, status: true, postId: true },
      post: { select: { slug: true, title: true, language: true } },
    },
  });
  if (!row) return null;
  const { personId, ...comment } = row;
  return { ...comment, ownerIds: personId === null ? [] : [personId] };
}

/** Whether a post has comments of any status. */
export const hasComments = async (db: DatabaseClient, postId: number): Promise<boolean> =>
  (await db.comment.findFirst({ where: { postId }, select: { id: true } })) !== null;
