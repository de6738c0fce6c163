// Comments as an export of the site's content reads them.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { isApproved, isErased } from "~/visibility/status";
import { everyone, inThread } from "~/visibility/visibility.server";
import { depthOf } from "../thread/thread";

const COMMENTS_AT_ONCE = 200;

const contentFields = {
  ...{ id: true, number: true, path: true, status: true, source: true, createdAt: true },
  ...{ guestName: true, guestSite: true, parent: { select: { number: true } } },
  person: { select: { id: true, handle: true, status: true, quotable: true } },
} satisfies Prisma.CommentSelect;

/** A post's readable comments and the places of those that aren't and have replies, in the order of reading. */
export async function* readCommentContent(db: DatabaseClient, postId: number) {
  for (let last = ""; ; ) {
    const rows = await db.comment.findMany({
      where: { postId, path: { gt: last }, ...inThread },
      orderBy: { path: "asc" },
      take: COMMENTS_AT_ONCE,
      select: contentFields,
    });
    for (const { path, number, parent, status, ...row } of rows)
      if (path !== null && number !== null)
        yield {
          ...{ ...row, path, number, depth: depthOf(path), answers: parent?.number ?? null },
          isShown: isApproved({ status }),
        };
    if (rows.length < COMMENTS_AT_ONCE) return;
    last = rows.at(-1)?.path ?? last;
  }
}

/** The other comments of the site, whose words are kept: on posts that aren't published, held, or hidden. */
export async function* readOtherComments(db: DatabaseClient) {
  for (let last = 0; ; ) {
    const rows = await db.comment.findMany({
      where: { id: { gt: last }, NOT: { ...everyone.comments, post: everyone.posts } },
      orderBy: { id: "asc" },
      take: COMMENTS_AT_ONCE,
      select: { ...contentFields, guestEmail: true, heldFor: true, post: { select: { slug: true } } },
    });
    for (const row of rows) if (!isErased(row)) yield row;
    if (rows.length < COMMENTS_AT_ONCE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** The e-mail addresses of guests whose comments everyone can read. */
export async function* readGuestAddresses(db: DatabaseClient) {
  for (let last = 0; ; ) {
    const rows = await db.comment.findMany({
      where: { id: { gt: last }, guestEmail: { not: null }, ...everyone.comments, post: everyone.posts },
      orderBy: { id: "asc" },
      take: COMMENTS_AT_ONCE,
      select: {
        ...{ id: true, number: true, guestName: true, guestEmail: true },
        post: { select: { slug: true } },
      },
    });
    yield* rows;
    if (rows.length < COMMENTS_AT_ONCE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** The posts and numbers of comments that have a place in a thread which everyone can read, by id. */
export async function findNumbers(db: DatabaseClient, ids: number[]) {
  const rows = await db.comment.findMany({
    where: { id: { in: ids }, number: { not: null }, ...inThread },
    select: { id: true, number: true, post: { select: { slug: true, status: true } } },
  });
  return new Map(
    rows.flatMap(({ id, number, post }) =>
      number !== null && post.status === everyone.posts.status ? [[id, { slug: post.slug, number }]] : [],
    ),
  );
}

/** The comment that has a number among the responses to a post. */
export const findIdOfNumber = async (
  db: DatabaseClient,
  slug: string,
  number: number,
): Promise<number | null> =>
  (await db.comment.findFirst({ where: { number, post: { slug } }, select: { id: true } }))?.id ?? null;
