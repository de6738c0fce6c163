// Comments that a post continues, or may.

import type { DatabaseClient } from "~/platform/database/database.server";
import { isErased, isPublished, isReadable } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import type { ContinuedComment } from "./continued-comment";

/** A public comment with what a post that continues it takes along; null if there is none. */
export const findCommentToContinue = (db: DatabaseClient, id: number) =>
  db.comment.findFirst({
    where: { id, ...everyone.comments, post: everyone.posts },
    select: {
      ...{ id: true, number: true, source: true },
      post: {
        select: {
          ...{ slug: true, title: true, language: true, noindex: true, seriesId: true },
          tags: { orderBy: { position: "asc" }, select: { tag: { select: { name: true } } } },
        },
      },
    },
  });

/** Whether everyone can read a comment. */
export const isPublicComment = async (db: DatabaseClient, id: number): Promise<boolean> =>
  (await db.comment.count({ where: { id, ...everyone.comments, post: everyone.posts } })) > 0;

/** A comment that a draft continues, as far as everyone can see it now. */
export async function findContinued(db: DatabaseClient, id: number): Promise<ContinuedComment | null> {
  const comment = await db.comment.findUnique({
    where: { id },
    select: {
      ...{ id: true, number: true, status: true, guestName: true, personId: true },
      person: { select: { name: true } },
      post: { select: { title: true, language: true, status: true } },
    },
  });
  if (!comment) return null;
  const { number, person, personId, guestName, post } = comment;
  if (isReadable(comment))
    return { state: "public", id, number, personId, name: person?.name ?? guestName ?? "Someone", post };
  if (!isPublished(post)) return { state: "off" };
  return { state: isErased(comment) ? "deleted" : "hidden", id };
}
