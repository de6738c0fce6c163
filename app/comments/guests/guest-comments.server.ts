// Guest comments that are offered to the member who has confirmed their e-mail address.

import { commentsByPersonKey } from "~/people/person.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import { postKey } from "~/posts/post.server";
import { isReadable } from "~/visibility/status";
import { RESPONSES_KEY } from "../comment.server";

/** Few enough to check one by one before claiming them. */
export const GUEST_COMMENTS_PER_PAGE = 20;

export interface GuestComment {
  id: number;
  createdAt: Date;
  excerpt: string;
  guestName: string | null;
  /** Whether it is visible, so that the list can link to it. */
  isShown: boolean;
  post: { title: string };
}

/** `email` is in the canonical form of accounts. */
export const countGuestComments = (db: DatabaseClient, email: string): Promise<number> =>
  db.comment.count({ where: { guestEmail: email } });

/** Comments with this address, newest first. Returns null if the key of the page is unknown. */
export const listGuestComments = (
  db: DatabaseClient,
  email: string,
  request: PageRequest,
): Promise<Page<GuestComment> | null> =>
  pageByKey(
    request,
    GUEST_COMMENTS_PER_PAGE,
    async (id, seen) => {
      // A comment claimed since the previous page remains a valid key.
      const own = await db.comment.findUnique({ where: { id }, select: { id: true, createdAt: true } });
      const { where, orderBy } = atOrBeside(id, seen);
      const row =
        own ??
        (await db.comment.findFirst({
          where: { id: where, guestEmail: email },
          orderBy: [{ createdAt: orderBy }, { id: orderBy }],
          select: { id: true, createdAt: true },
        }));
      return row && { at: row.createdAt, id: row.id };
    },
    async (range) => {
      const rows = await db.comment.findMany({
        where: { guestEmail: email, AND: pastKey(range, "createdAt", "id") },
        orderBy: [{ createdAt: range.order }, { id: range.order }],
        take: range.take,
        select: {
          ...{ id: true, createdAt: true, excerpt: true, guestName: true, status: true },
          post: { select: { title: true, status: true } },
        },
      });
      return rows.map(({ status, post, ...row }) => ({
        ...row,
        post: { title: post.title },
        isShown: isReadable({ status, post }),
      }));
    },
  );

/** Assigns comments with this address to a person: all of them, or those of `ids`. Returns their number. */
export async function claimGuestComments(
  tx: Transaction,
  { email, personId }: { email: string; personId: number },
  ids: number[] | "all",
): Promise<number> {
  const where = { guestEmail: email, ...(ids !== "all" && { id: { in: ids } }) };
  const posts = await tx.db.comment.groupBy({ by: ["postId"], where });
  const claimed = await tx.db.comment.findMany({ where, select: { id: true } });
  tx.reindex("comment", ...claimed.map(({ id }) => id));
  const { count } = await tx.db.comment.updateMany({
    where,
    data: {
      ...{ personId, guestName: null, guestEmail: null, guestSite: null },
      ...{ secretHash: null, mailedHash: null, guestId: null, networkHash: null },
      ...{ emailAskedAt: null, emailAnswers: null },
    },
  });
  if (count > 0)
    tx.invalidate(
      RESPONSES_KEY,
      commentsByPersonKey(personId),
      ...posts.map(({ postId }) => postKey(postId)),
    );
  return count;
}

/** The address that a comment's guest typed; null for a member, and where none was given. Never shown to moderators. */
export const findGuestEmail = async (db: DatabaseClient, id: number): Promise<string | null> =>
  (await db.comment.findUnique({ where: { id }, select: { guestEmail: true } }))?.guestEmail ?? null;
