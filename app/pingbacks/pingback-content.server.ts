// Pingbacks as an export of the site's content reads them, and as an import places them.

import { RESPONSES_KEY } from "~/comments/comment.server";
import { childPath } from "~/comments/thread/thread";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { raiseResponseNumber } from "~/posts/conversation/response-numbers.server";
import { isApproved, responseStatus } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { setPingbackStatus } from "./pingback.server";

/** The pingbacks of a post that come from published posts, in the order of reading; hidden ones too, so that their links don't show them
 *  again elsewhere. */
export async function listPingbackContent(db: DatabaseClient, postId: number) {
  const rows = await db.pingback.findMany({
    where: { postId, sourcePost: everyone.posts },
    select: { number: true, path: true, status: true, sourcePost: { select: { slug: true } } },
  });
  return rows
    .map(({ number, path, status, sourcePost }) => ({
      ...{ number, path, slug: sourcePost.slug, isShown: isApproved({ status }) },
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const placeFields = { id: true, number: true, path: true } as const;

/** The pingback on a post from the post with a slug. */
export const findPingbackFrom = (db: DatabaseClient, postId: number, slug: string) =>
  db.pingback.findFirst({ where: { postId, sourcePost: { slug } }, select: placeFields });

export const findPingbackByNumber = (db: DatabaseClient, postId: number, number: number) =>
  db.pingback.findFirst({ where: { postId, number }, select: placeFields });

/** Gives a pingback a number that no response of its post has. Returns its new path. */
export async function renumberPingback(
  tx: Transaction,
  postId: number,
  id: number,
  number: number,
): Promise<string> {
  const path = childPath("", number);
  await tx.db.pingback.update({ where: { id }, data: { number, path }, select: { id: true } });
  await raiseResponseNumber(tx, postId, number);
  tx.invalidate(RESPONSES_KEY);
  return path;
}

/** Hides a pingback, as a moderator would. */
export const hidePingback = (tx: Transaction, id: number) =>
  setPingbackStatus(tx, id, responseStatus.removed);
