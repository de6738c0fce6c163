import { findPings, findVisiblePings, listLinks, resolveLinks } from "~/links/link.server";
import { listPingbacksFrom } from "~/pingbacks/pingback-check.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { Inconsistency } from "~/platform/inconsistency";
import { readPosts } from "~/posts/post-check.server";
import { findPostRow } from "~/posts/post-commands.server";
import { isApproved, isPublished } from "~/visibility/status";
import { followLinks } from "./publishing/follow-links.server";

/** The pingbacks on this site against the links of the published posts that make them. */
export async function checkPingbacks(db: DatabaseClient, now: Date): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for await (const posts of readPosts(db)) {
    const published = posts.filter(isPublished).map((post) => post.id);
    const links = await listLinks(db, published);
    const targetOf = await resolveLinks(db, [...links.values()].flat());
    const pingbacks = await listPingbacksFrom(
      db,
      posts.map((post) => post.id),
    );
    for (const post of posts) {
      const own = links.get(post.id) ?? [];
      // A link to what nobody can see now makes no pingback, and takes none away.
      const wanted = new Map([
        ...findPings(post.id, own, targetOf),
        ...findVisiblePings(post.id, own, targetOf),
      ]);
      const repair: Inconsistency["repair"] = (tx) => followAgain(tx, post.id, now);
      const standing = pingbacks.get(post.id) ?? [];
      for (const { id, postId, sentence } of standing.filter(isApproved)) {
        const target = wanted.get(postId);
        if (!target)
          inconsistencies.push({
            row: `pingback ${id}`,
            problem: `is from post ${post.id}, which doesn’t link to post ${postId}`,
            repair,
          });
        else if (target.sentence !== sentence)
          inconsistencies.push({
            row: `pingback ${id}`,
            problem: `has a different sentence than the link in post ${post.id}`,
            repair,
          });
      }
      for (const [postId, { since }] of wanted)
        if (since && since < post.updatedAt && !standing.some((row) => row.postId === postId))
          inconsistencies.push({
            row: `post ${postId}`,
            problem: `is missing the pingback from post ${post.id}`,
            repair,
          });
    }
  }
  return inconsistencies;
}

/** As the post is by now. */
async function followAgain(tx: Transaction, postId: number, now: Date) {
  const post = await findPostRow(tx.db, postId);
  if (post) await followLinks(tx, postId, isPublished(post), now);
}
