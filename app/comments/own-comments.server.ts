// What somebody wrote, for themselves: to take along, to delete.

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
      ...{ personId: true, guestName: true, guestSite: true },
      post: { select: { slug: true } },
    },
  });

/** Some of a person's comments, whatever became of them, oldest first. */
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

/** A comment as whoever deletes it sees it, and whose it is: nobody's where it is a guest's, or erased already. */
export async function findCommentToDelete(db: DatabaseClient, id: number) {
  const row = await db.comment.findUnique({
    where: { id },
    select: {
      ...{ id: true, number: true, html: true, createdAt: true, personId: true },
      post: { select: { slug: true, title: true } },
    },
  });
  if (!row) return null;
  const { personId, ...comment } = row;
  return { ...comment, ownerIds: personId === null ? [] : [personId] };
}

/** Whether anything stands under a post that somebody wrote, whatever became of it. */
export const hasComments = async (db: DatabaseClient, postId: number): Promise<boolean> =>
  (await db.comment.findFirst({ where: { postId }, select: { id: true } })) !== null;
