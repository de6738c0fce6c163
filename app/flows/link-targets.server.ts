import { findCommentPlace } from "~/comments/comment.server";
import type { Link } from "~/markdown/rendered";
import { findPingbackPlace } from "~/pingbacks/pingback.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readRowId } from "~/platform/database/row-id";
import { findMovedSlug, findPostToAnswer } from "~/posts/post.server";

/** More posts than this and a text is an index, not an answer to each of them. */
export const MAX_PINGED_POSTS = 100;

/**
 * The published posts that a text links to, each with the first sentence that does: by a post's address, one that it had
 * before, or the address of one of its responses.
 */
export async function findLinkTargets(db: DatabaseClient, links: Link[]): Promise<Map<number, string>> {
  const targets = new Map<number, string>();
  for (const link of links) {
    if (!link.local || targets.size >= MAX_PINGED_POSTS) continue;
    const postId = await findTarget(db, link.href);
    if (postId !== null && !targets.has(postId)) targets.set(postId, link.sentence);
  }
  return targets;
}

/** What an address on this site names: a post, or one of the responses to it. */
export type LinkTarget = { slug: string } | { commentId: number } | { pingbackId: number };

/** Null for whatever else an address names, or doesn't. The case of letters makes no difference, as to a visitor. */
export function readTarget(href: string): LinkTarget | null {
  const { pathname } = new URL(href, "http://this.site");
  const [, room, name = "", ...rest] = pathname.toLowerCase().split("/");
  if (rest.some((segment) => segment !== "")) return null;
  const id = readRowId(name);
  if (id !== null && room === "comments") return { commentId: id };
  if (id !== null && room === "pingbacks") return { pingbackId: id };
  const slug = room === "posts" && name !== "" ? decode(name) : null;
  return slug === null ? null : { slug };
}

async function findTarget(db: DatabaseClient, href: string): Promise<number | null> {
  const target = readTarget(href);
  if (!target) return null;
  if ("commentId" in target) return (await findCommentPlace(db, target.commentId))?.post.id ?? null;
  if ("pingbackId" in target) return (await findPingbackPlace(db, target.pingbackId))?.post.id ?? null;
  const post = await findPostToAnswer(db, target.slug);
  if (post) return post.id;
  const moved = await findMovedSlug(db, target.slug);
  return moved === null ? null : ((await findPostToAnswer(db, moved))?.id ?? null);
}

/** Null for an escape that decodes to nothing, which no slug of ours holds. */
function decode(name: string): string | null {
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return null;
  }
}
