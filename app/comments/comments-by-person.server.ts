// What somebody said, anywhere on the site.

import { commentsByPersonKey } from "~/people/person.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import { isApproved, isErased } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";

/** A comment as the page of who said it shows it. */
export interface CommentByPerson {
  id: number;
  createdAt: Date;
  excerpt: string;
  post: { id: number; slug: string; title: string };
}

/** Some thirty lines each: as long as a page of posts. */
export const SAID_PER_PAGE = 20;

const readable = { ...everyone.comments, post: everyone.posts };

/** What a person said under published posts, newest first. Null where the page asked for hangs on none of it. */
export const listCommentsByPerson = (
  db: DatabaseClient,
  personId: number,
  request: PageRequest,
  take = SAID_PER_PAGE,
): Promise<Page<CommentByPerson> | null> =>
  pageByKey(
    request,
    take,
    async (id, seen) => {
      const select = { id: true, createdAt: true, personId: true, status: true };
      const own = await db.comment.findUnique({ where: { id }, select });
      // What was removed since, and is nobody's now, or stands under a post that was withdrawn, is still where a reader's link hangs.
      if (own && !isErased(own) && (own.personId !== personId || !isApproved(own))) return null;
      const { where, orderBy } = atOrBeside(id, seen);
      const row =
        own ??
        (await db.comment.findFirst({
          where: { id: where, personId, ...everyone.comments },
          orderBy: [{ createdAt: orderBy }, { id: orderBy }],
          select,
        }));
      return row && { at: row.createdAt, id: row.id };
    },
    (range) =>
      db.comment.findMany({
        where: { personId, ...readable, AND: pastKey(range, "createdAt", "id") },
        orderBy: [{ createdAt: range.order }, { id: range.order }],
        take: range.take,
        select: {
          id: true,
          createdAt: true,
          excerpt: true,
          post: { select: { id: true, slug: true, title: true } },
        },
      }),
  );

/** Tells the pages of those who spoke below a post that what they said there may be seen, or no longer. */
export async function invalidateCommenters(tx: Transaction, postId: number): Promise<void> {
  const rows = await tx.db.comment.groupBy({ by: ["personId"], where: { postId, personId: { not: null } } });
  tx.invalidate(...rows.flatMap(({ personId }) => (personId === null ? [] : commentsByPersonKey(personId))));
}
