import { findCommentPlace } from "~/comments/comment.server";
import type { Link } from "~/markdown/rendered";
import { findPingbackPlace } from "~/pingbacks/pingback.server";
import type { Reader } from "~/platform/database/database.server";
import { findMovedSlug, findPostToAnswer } from "~/posts/post.server";

/** More posts than this and a text is an index, not an answer to each of them. */
export const MAX_PINGED_POSTS = 100;

/**
 * The published posts that a text links to, each with the first sentence that does: by a post's address, one that it had
 * before, or the address of one of its responses.
 */
export async function findLinkTargets(db: Reader, links: Link[]): Promise<Map<number, string>> {
  const targets = new Map<number, string>();
  for (const link of links) {
    if (!link.local || targets.size >= MAX_PINGED_POSTS) continue;
    const postId = await findTarget(db, new URL(link.href, "http://this.site").pathname);
    if (postId !== null && !targets.has(postId)) targets.set(postId, link.sentence);
  }
  return targets;
}

async function findTarget(db: Reader, path: string): Promise<number | null> {
  const [, room, name = "", ...rest] = path.split("/");
  if (rest.some((segment) => segment !== "")) return null;
  if (/^[1-9]\d{0,14}$/.test(name)) {
    if (room === "comments") return (await findCommentPlace(db, Number(name)))?.post.id ?? null;
    if (room === "pingbacks") return (await findPingbackPlace(db, Number(name)))?.post.id ?? null;
  }
  if (room !== "posts" || name === "") return null;
  const slug = decode(name);
  if (slug === null) return null;
  const post = await findPostToAnswer(db, slug);
  if (post) return post.id;
  const moved = await findMovedSlug(db, slug);
  return moved === null ? null : ((await findPostToAnswer(db, moved))?.id ?? null);
}

/** Null for an escape that decodes to nothing, which no slug of ours holds. */
function decode(name: string): string | null {
  try {
    return decodeURIComponent(name);
  } catch {
    return null;
  }
}
