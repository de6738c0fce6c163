// Comments by one person.

import { commentsByPersonKey } from "~/people/person.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import { isErased } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";

/** A comment in the list of its author's. */
export interface CommentByPerson {
  id: number;
  createdAt: Date;
  excerpt: string;
  post: { id: number; slug: string; title: string; language: string | null };
}

/** About as long as a page of posts. */
export const COMMENTS_PER_PAGE = 20;

const readable = { ...everyone.comments, post: everyone.posts };

/** A person's comments on published posts, newest first. Returns null if the key of the page is unknown. */
export const listCommentsByPerson = (
  db: DatabaseClient,
  personId: number,
  request: PageRequest,
  take = COMMENTS_PER_PAGE,
): Promise<Page<CommentByPerson> | null> =>
  pageByKey(
    request,
    take,
    async (id, seen) => {
      const select = { id: true, createdAt: true, personId: true, status: true, number: true };
      const own = await db.comment.findUnique({ where: { id }, select });
      // A comment deleted, hidden, or on a post withdrawn since the reader loaded the previous page, remains a
      // valid key. One that nobody could see yet is none.
      if (own && !isErased(own) && (own.personId !== personId || own.number === null)) return null;
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
          post: { select: { id: true, slug: true, title: true, language: true } },
        },
      }),
  );

/** Invalidates the pages of a post's commenters when the post is published or withdrawn. */
export async function invalidateCommenters(tx: Transaction, postId: number): Promise<void> {
  const rows = await tx.db.comment.groupBy({ by: ["personId"], where: { postId, personId: { not: null } } });
  tx.invalidate(...rows.flatMap(({ personId }) => (personId === null ? [] : commentsByPersonKey(personId))));
}
