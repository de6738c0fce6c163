// The posts in which the responses to a post are continued: those that link to one. Nothing is stored for it, so the mark at a response
// comes and goes with the link (docs/decisions/0085).

import type { DatabaseClient } from "~/platform/database/database.server";
import { isPublished, responseStatus } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import type { Continuation, Continuations } from "./continuation";

/** Links to the responses of one post that are read. With more, those of the newest posts have their pingback alone. */
const MAX_LINKS_READ = 1_000;

/** The published posts that link to responses to a post, in the order in which they were begun. A post whose pingback a moderator hid isn't
 *  among them. */
export async function listContinuations(db: DatabaseClient, postId: number): Promise<Continuations> {
  const where = { targetPostId: postId, targetCommentId: { not: null }, postId: { not: null } };
  const found = new Map<number, Continuation[]>();
  // Most posts have none, and Prisma asks four times more for what belongs to none.
  if (!(await db.link.findFirst({ where, select: { id: true } }))) return found;
  const links = await db.link.findMany({
    where,
    orderBy: [{ postId: "asc" }, { position: "asc" }],
    take: MAX_LINKS_READ,
    select: {
      targetCommentId: true,
      post: {
        select: {
          ...{ id: true, slug: true, title: true, language: true, status: true },
          bylines: {
            where: { role: "writer" },
            orderBy: { position: "asc" },
            select: { person: { select: { id: true, handle: true, name: true, status: true } } },
          },
          pings: { where: { postId, status: responseStatus.approved }, select: { id: true } },
        },
      },
    },
  });
  for (const { targetCommentId, post } of links) {
    if (targetCommentId === null || !post || !isPublished(post) || post.pings.length === 0) continue;
    const { id, slug, title, language, bylines } = post;
    const known = found.get(targetCommentId) ?? [];
    if (known.some((continuation) => continuation.id === id)) continue;
    known.push({ id, slug, title, language, writers: bylines.map(({ person }) => person) });
    found.set(targetCommentId, known);
  }
  return found;
}

/** People who are told that a post continues a comment of theirs. A post that links to more comments is a survey of them. */
const MAX_CONTINUED_PEOPLE = 20;

/** The members whose public comments a post links to, without those who muted one of its writers. */
export async function listContinuedPeople(
  db: DatabaseClient,
  postId: number,
  writerIds: number[],
): Promise<number[]> {
  const muted = { account: { mutes: { some: { personId: { in: writerIds } } } } };
  const links = await db.link.findMany({
    where: {
      ...{ postId, targetPostId: { not: postId } },
      targetComment: { ...everyone.comments, post: everyone.posts, person: { NOT: muted } },
    },
    orderBy: { position: "asc" },
    take: MAX_LINKS_READ,
    select: { targetComment: { select: { personId: true } } },
  });
  const people = links.flatMap(({ targetComment }) => targetComment?.personId ?? []);
  return [...new Set(people)].slice(0, MAX_CONTINUED_PEOPLE);
}
