import { findCommentPlace } from "~/comments/comment.server";
import type { Link } from "~/markdown/rendered";
import { findPingbackPlace } from "~/pingbacks/pingback.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { findMovedSlug, findPostToAnswer } from "~/posts/post.server";
import { readLinkTarget } from "~/responses/link-target";

/** A text that links to more posts is an index, and notifies no more of them. */
export const MAX_PINGED_POSTS = 100;

/** The published posts that a text links to, each with the first sentence that links: by a current or former
 *  slug, or by a response's permanent URL. */
export async function findLinkTargets(db: DatabaseClient, links: Link[]): Promise<Map<number, string>> {
  const targets = new Map<number, string>();
  for (const link of links) {
    if (!link.local || targets.size >= MAX_PINGED_POSTS) continue;
    const postId = await findTarget(db, link.href);
    if (postId !== null && !targets.has(postId)) targets.set(postId, link.sentence);
  }
  return targets;
}

async function findTarget(db: DatabaseClient, href: string): Promise<number | null> {
  const target = readLinkTarget(href);
  if (!target) return null;
  if ("commentId" in target) return (await findCommentPlace(db, target.commentId))?.post.id ?? null;
  if ("pingbackId" in target) return (await findPingbackPlace(db, target.pingbackId))?.post.id ?? null;
  const post = await findPostToAnswer(db, target.slug);
  if (post) return post.id;
  const moved = await findMovedSlug(db, target.slug);
  return moved === null ? null : ((await findPostToAnswer(db, moved))?.id ?? null);
}
