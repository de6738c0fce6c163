import {
  attachLinks,
  detachLinks,
  findPings,
  findVisiblePings,
  listLinks,
  type ResolvedLinks,
  resolveLinks,
} from "~/links/link.server";
import { deletePingbacks, type PingbackChange, setPingbacks } from "~/pingbacks/pingback.server";
import { pingbacksKey } from "~/pingbacks/pingbacks-key";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { postPath } from "~/posts/post";
import { postKey } from "~/posts/post.server";
import { responseAdded, responsesDeleted } from "~/responses/responses.server";

/**
 * Makes this post's pingbacks what its links are, or none if it isn't published, and invalidates the pages on which it is one. New ones
 * are dated `datedAt` if no response there is later. A link to what nobody can see now adds none, and removes none. `resolved` are its
 * links, if they were stored just now.
 */
export async function followLinks(
  tx: Transaction,
  postId: number,
  isOut: boolean,
  now: Date,
  { datedAt = now, resolved }: { datedAt?: Date; resolved?: ResolvedLinks } = {},
): Promise<void> {
  const pings = isOut ? findLinkedPosts(postId, resolved ?? (await resolveStored(tx.db, postId))) : NONE;
  await keepPages(tx, await setPingbacks(tx, postId, pings, detachPingback(tx), now, datedAt));
  // The page of each says what it answers, what answered it, and which of its responses are continued.
  tx.invalidate(...[postId, ...pings.targets.keys()].flatMap((id) => [postKey(id), pingbacksKey(id)]));
}

/** Makes the pingbacks on a post that has just come out of the posts that linked to it before, dated as it is. */
export async function followLinksTo(
  tx: Transaction,
  { id, slug }: { id: number; slug: string },
  datedAt: Date,
  now: Date,
): Promise<void> {
  for (const source of await attachLinks(tx, id, postPath(slug)))
    await followLinks(tx, source, true, now, { datedAt });
}

/** Deletes the pingbacks of a post that is about to be deleted. */
export const unfollowLinks = async (tx: Transaction, postId: number): Promise<void> =>
  keepPages(tx, await deletePingbacks(tx, postId, detachPingback(tx)));

const detachPingback = (tx: Transaction) => (id: number) =>
  detachLinks(tx, { targetPingbackId: { in: [id] } });

async function keepPages(tx: Transaction, changes: PingbackChange[]) {
  for (const pingback of changes) {
    if (pingback.change === "added") await responseAdded(tx, pingback.postId, pingback);
    else await responsesDeleted(tx, pingback.postId, [pingback.path]);
  }
}

const NONE = { targets: new Map<number, string>(), kept: new Set<number>() };

async function resolveStored(db: DatabaseClient, postId: number): Promise<ResolvedLinks> {
  const links = (await listLinks(db, [postId])).get(postId) ?? [];
  return { links, targetOf: await resolveLinks(db, links) };
}

/** The posts that a post's links lead to: those that everyone can see now, each with the first sentence that does, and all. */
function findLinkedPosts(postId: number, { links, targetOf }: ResolvedLinks) {
  const visible = [...findVisiblePings(postId, links, targetOf)];
  return {
    targets: new Map(visible.map(([id, { sentence }]) => [id, sentence])),
    kept: new Set(findPings(postId, links, targetOf).keys()),
  };
}
