// The posts in which the responses to a post are continued: those that link to one. Nothing is stored for it, so the mark at a response
// comes and goes with the link (docs/decisions/0085).

import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";
import type { Continuation, Continuations } from "./continuation";

/** Links to the responses of one post that are read. With more, those of the newest posts have their pingback alone. */
const MAX_LINKS_READ = 1_000;

/** The published posts that link to responses to a post, in the order in which they were begun. A post whose pingback a moderator hid isn't
 *  among them. */
export async function listContinuations(db: DatabaseClient, postId: number): Promise<Continuations> {
  const links = await db.link.findMany({
    where: { targetPostId: postId, targetCommentId: { not: null }, postId: { not: null } },
    orderBy: [{ postId: "asc" }, { position: "asc" }],
    take: MAX_LINKS_READ,
    select: { targetCommentId: true, postId: true },
  });
  const found = new Map<number, Continuation[]>();
  // Most posts have none.
  if (links.length === 0) return found;
  const posts = await findPosts(db, postId, new Set(links.flatMap(({ postId: id }) => id ?? [])));
  for (const { targetCommentId, postId: id } of links) {
    const post = id === null ? undefined : posts.get(id);
    if (targetCommentId === null || !post) continue;
    const known = found.get(targetCommentId) ?? [];
    if (!known.includes(post)) found.set(targetCommentId, [...known, post]);
  }
  return found;
}

/** Those of these posts that are published and have a pingback on the post. */
async function findPosts(
  db: DatabaseClient,
  postId: number,
  ids: ReadonlySet<number>,
): Promise<Map<number, Continuation>> {
  const rows = await db.post.findMany({
    where: {
      ...{ id: { in: [...ids] }, ...everyone.posts },
      pings: { some: { postId, status: everyone.pingbacks.status } },
    },
    select: {
      ...{ id: true, slug: true, title: true, language: true },
      bylines: {
        where: { role: "writer" },
        orderBy: { position: "asc" },
        select: { person: { select: { id: true, handle: true, name: true, status: true } } },
      },
    },
  });
  return new Map(
    rows.map(({ bylines, ...post }) => [post.id, { ...post, writers: bylines.map(({ person }) => person) }]),
  );
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
