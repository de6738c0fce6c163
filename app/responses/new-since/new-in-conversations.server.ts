// What is new in several conversations, and where it begins: what no page of theirs has shown yet, also during a visit.

import { countNewComments } from "~/comments/new-comments.server";
import { countNewPingbacks } from "~/pingbacks/new-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { addressOf } from "../responses.server";
import { anchorOf, type NewTo } from "./new-responses";
import { listNew } from "./new-responses.server";
import { findReadMark, listReadMarks } from "./read-mark.server";

interface Post {
  id: number;
  slug: string;
  responseNumber: number;
}

type Reader = Pick<NewTo, "readerId" | "mutedIds"> & { accountId: number };

/** How many responses are new in each of these conversations. Nothing is where the reader never was. */
export async function countNewIn(
  db: DatabaseClient,
  posts: Post[],
  { accountId, readerId, mutedIds }: Reader,
): Promise<Map<number, number>> {
  const marks = await listReadMarks(
    db,
    accountId,
    posts.map(({ id }) => id),
  );
  const waiting = posts.flatMap(({ id, responseNumber }) => {
    const seenNumber = marks.get(id);
    return seenNumber !== undefined && seenNumber < responseNumber ? [{ postId: id, seenNumber }] : [];
  });
  const comments = await countNewComments(db, waiting, [readerId, ...mutedIds]);
  const pingbacks = await countNewPingbacks(db, waiting, readerId);
  return new Map(posts.map(({ id }) => [id, (comments.get(id) ?? 0) + (pingbacks.get(id) ?? 0)]));
}

/** The address of the first new response in the order of reading; null if nothing is new. */
export async function findFirstNew(
  db: DatabaseClient,
  post: Post,
  { accountId, ...reader }: Reader,
): Promise<string | null> {
  const mark = await findReadMark(db, { accountId, postId: post.id });
  if (!mark || mark.reachedNumber >= post.responseNumber) return null;
  const { places } = await listNew(db, post.id, { ...reader, seenNumber: mark.reachedNumber });
  const [first] = places;
  return first ? addressOf(db, post, first, anchorOf(first)) : null;
}
