import { findVisiblePings, listLinks, resolveLinks } from "~/links/link.server";
import { setPingbacks } from "~/pingbacks/pingback.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { postKey } from "~/posts/post.server";
import { responseAdded, responsesDeleted } from "~/responses/responses.server";

/**
 * Makes this post's pingbacks what its links are, or none where it isn't published, and invalidates the pages on which it is one. New
 * ones are dated `datedAt`, where no response there is later.
 */
export async function followLinks(
  tx: Transaction,
  postId: number,
  isOut: boolean,
  now: Date,
  datedAt = now,
): Promise<void> {
  const targets = isOut ? await findPingedPosts(tx.db, postId) : new Map<number, string>();
  for (const pingback of await setPingbacks(tx, postId, targets, now, datedAt)) {
    if (pingback.change === "added") await responseAdded(tx, pingback.postId, pingback);
    else await responsesDeleted(tx, pingback.postId, [pingback.path]);
  }
  tx.invalidate(...[...targets.keys()].map(postKey));
}

/** The published posts that a post's links lead to, as they are now, each with the first sentence that does. */
async function findPingedPosts(db: DatabaseClient, postId: number): Promise<Map<number, string>> {
  const links = (await listLinks(db, [postId])).get(postId) ?? [];
  const pings = findVisiblePings(postId, links, await resolveLinks(db, links));
  return new Map([...pings].map(([id, { sentence }]) => [id, sentence]));
}
