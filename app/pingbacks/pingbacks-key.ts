import type { Transaction } from "~/platform/database/database.server";

/** Cache tag of the posts that a post links to, or that link to it. */
export const pingbacksKey = (postId: number) => `pingbacks:${postId}`;

/** A post links to others of these than before. */
export function invalidateLinked(tx: Transaction, sourcePostId: number, targets: { postId: number }[]): void {
  const ids = targets.map(({ postId }) => postId);
  if (ids.length > 0) tx.invalidate(...[sourcePostId, ...ids].map(pingbacksKey));
}
