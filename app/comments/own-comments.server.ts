// What somebody wrote, for themselves to take along.

import type { DatabaseClient } from "~/platform/database/database.server";

/** A person's comments, and those that they wrote as a guest with their address, after one, in order of their ids. */
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
