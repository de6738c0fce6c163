import { findCommentPlace } from "~/comments/comment.server";
import type { Link } from "~/markdown/rendered";
import type { Reader } from "~/platform/database/database.server";
import { findMovedSlug, findPostToAnswer } from "~/posts/post.server";

/** More posts than this and a text is an index, not an answer to each of them. */
export const MAX_PINGED_POSTS = 100;

/**
 * The published posts that a text links to, each with the first sentence that does: by a post's address, one that it had
 * before, or the address of one of its comments.
 */
export async function findLinkTargets(db: Reader, links: Link[]): Promise<Map<number, string>> {
  const targets = new Map<number, string>();
  for (const link of links) {
    if (!link.local || targets.size >= MAX_PINGED_POSTS) continue;
    const postId = await findTarget(db, link.href);
    if (postId !== null && !targets.has(postId)) targets.set(postId, link.sentence);
  }
  return targets;
}

/** What the address of a post or of a comment names; null for any other on this site. */
export function readTarget(href: string): { slug: string } | { commentId: number } | null {
  const [, room, name = "", ...rest] = new URL(href, "http://this.site").pathname.split("/");
  if (rest.some((segment) => segment !== "")) return null;
  if (room === "comments" && /^[1-9]\d{0,14}$/.test(name)) return { commentId: Number(name) };
  return room === "posts" && name !== "" ? { slug: decodeURIComponent(name) } : null;
}

async function findTarget(db: Reader, href: string): Promise<number | null> {
  const target = readTarget(href);
  if (!target) return null;
  if ("commentId" in target) return (await findCommentPlace(db, target.commentId))?.post.id ?? null;
  const post = await findPostToAnswer(db, target.slug);
  if (post) return post.id;
  const moved = await findMovedSlug(db, target.slug);
  return moved === null ? null : ((await findPostToAnswer(db, moved))?.id ?? null);
}
