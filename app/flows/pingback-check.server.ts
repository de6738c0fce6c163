import { listCommentPosts } from "~/comments/comment-check.server";
import type { Link } from "~/markdown/rendered";
import { listPingbackPosts, listPingbacksFrom } from "~/pingbacks/pingback-check.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { Inconsistency } from "~/platform/inconsistency";
import { findLinks, listSlugs, type PostNumbers, readPosts } from "~/posts/post-check.server";
import { readLinkTarget } from "~/responses/link-target";
import { isPublished } from "~/visibility/status";
import { MAX_PINGED_POSTS } from "./link-targets.server";
import { followLinks } from "./publish-post.server";

type Post = Pick<PostNumbers, "id" | "status" | "links" | "updatedAt">;
interface Target {
  postId: number;
  /** The time since which a link makes a pingback; undefined for a post that is not visible. */
  since: Date | undefined;
}

/** Compares all pingbacks with the links of published posts. */
export async function checkPingbacks(db: DatabaseClient, now: Date): Promise<Inconsistency[]> {
  const faults: Inconsistency[] = [];
  for await (const posts of readPosts(db)) {
    const targetOf = await findTargets(db, posts);
    const pingbacks = await listPingbacksFrom(
      db,
      posts.map((post) => post.id),
    );
    for (const post of posts) {
      const links = isPublished(post) ? (JSON.parse(post.links) as Link[]) : [];
      const wanted = findWanted(post, links, targetOf);
      const repair: Inconsistency["repair"] = (tx) => followLinksAnew(tx, post.id, now);
      const standing = pingbacks.get(post.id) ?? [];
      for (const { id, postId, sentence } of standing) {
        const target = wanted.get(postId);
        if (!target)
          faults.push({
            row: `pingback ${id}`,
            fault: `is from post ${post.id}, which doesn’t link to post ${postId}`,
            repair,
          });
        else if (target.sentence !== sentence)
          faults.push({
            row: `pingback ${id}`,
            fault: `has a different sentence than the link in post ${post.id}`,
            repair,
          });
      }
      for (const [postId, { since }] of wanted)
        if (since && since < post.updatedAt && !standing.some((row) => row.postId === postId))
          faults.push({
            row: `post ${postId}`,
            fault: `is missing the pingback from post ${post.id}`,
            repair,
          });
    }
  }
  return faults;
}

/** Uses the post's current links. */
async function followLinksAnew(tx: Transaction, postId: number, now: Date) {
  const links = await findLinks(tx.db, postId);
  if (links) await followLinks(tx, postId, links, now);
}

function findWanted(post: Post, links: Link[], targetOf: (href: string) => Target | undefined) {
  const wanted = new Map<number, Target & { sentence: string }>();
  for (const link of links) {
    const target = link.local ? targetOf(link.href) : undefined;
    if (!target || target.postId === post.id || wanted.has(target.postId) || wanted.size >= MAX_PINGED_POSTS)
      continue;
    wanted.set(target.postId, { ...target, sentence: link.sentence });
  }
  return wanted;
}

/** Finds the targets of all links of these posts, in four queries. */
async function findTargets(db: DatabaseClient, posts: Post[]): Promise<(href: string) => Target | undefined> {
  const links = posts.flatMap((post) => (isPublished(post) ? (JSON.parse(post.links) as Link[]) : []));
  const named = links.flatMap((link) => (link.local ? (readLinkTarget(link.href) ?? []) : []));
  const bySlug = await listSlugs(
    db,
    named.flatMap((target) => ("slug" in target ? target.slug : [])),
  );
  const byComment = await listCommentPosts(
    db,
    named.flatMap((target) => ("commentId" in target ? target.commentId : [])),
  );
  const byPingback = await listPingbackPosts(
    db,
    named.flatMap((target) => ("pingbackId" in target ? target.pingbackId : [])),
  );
  return (href) => {
    const target = readLinkTarget(href);
    if (!target) return undefined;
    if ("commentId" in target) return byComment.get(target.commentId);
    return "pingbackId" in target ? byPingback.get(target.pingbackId) : bySlug.get(target.slug);
  };
}
