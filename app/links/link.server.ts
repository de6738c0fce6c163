// Links of texts as rows: what a post or a comment links to, and what that is on this site. A post's make pingbacks (flows/); a
// comment's make none.

import { listCommentPosts } from "~/comments/thread/comment-places.server";
import type { Link } from "~/markdown/rendered";
import { listPingbackPosts } from "~/pingbacks/pingback.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { listPostsBySlug } from "~/posts/address/post-address.server";
import { everyone } from "~/visibility/visibility.server";
import { readLinkTarget } from "./link-target";

/** Links kept of one text, the first ones. More is an index, which nobody reads link by link. */
export const MAX_LINKS_KEPT = 1_000;
/** Posts that one text can ping. More than this, and it is an index, not an answer to each of them. */
export const MAX_PINGED_POSTS = 100;
/** Seven columns each: within the parameters of one statement. */
const ROWS_AT_ONCE = 100;

/** The text in which a link is. */
export type LinkSource = { postId: number } | { commentId: number };

/** What a link leads to: a post, or one of the responses to it. */
export interface LinkTarget {
  postId: number;
  commentId?: number;
  pingbackId?: number;
  /** Since when everyone can see it; undefined if nobody can now. */
  since: Date | undefined;
}

/** A link as it is compared with pingbacks. */
export type PostLink = Pick<Link, "href" | "sentence">;

/** The links of a text with what they lead to. */
export interface ResolvedLinks {
  links: PostLink[];
  targetOf: (href: string) => LinkTarget | undefined;
}

/** Makes these the links of a text. Returns those that are kept, resolved. */
export async function setLinks(tx: Transaction, source: LinkSource, links: Link[]): Promise<ResolvedLinks> {
  await tx.db.link.deleteMany({ where: source });
  return addLinks(tx, source, links);
}

/** The same for a new text, which has none. */
export async function addLinks(tx: Transaction, source: LinkSource, links: Link[]): Promise<ResolvedLinks> {
  const kept = links.slice(0, MAX_LINKS_KEPT);
  const targetOf = await resolveLinks(tx.db, kept);
  const rows = kept.map(({ href, sentence }, position) => ({
    ...{ ...source, position, href, sentence },
    ...asColumns(targetOf(href)),
  }));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await tx.db.link.createMany({ data: rows.slice(at, at + ROWS_AT_ONCE) });
  return { links: kept, targetOf };
}

/** A target as the columns of a link. */
export const asColumns = (target: LinkTarget | undefined) => ({
  targetPostId: target?.postId ?? null,
  targetCommentId: target?.commentId ?? null,
  targetPingbackId: target?.pingbackId ?? null,
});

/** Takes responses that are about to be deleted from the links that lead to them: their addresses lead nowhere then. */
export async function detachLinks(
  tx: Transaction,
  responses: { targetCommentId: { in: number[] } } | { targetPingbackId: { in: number[] } },
): Promise<void> {
  await tx.db.link.updateMany({ where: responses, data: asColumns(undefined) });
}

/** Deletes the links of comments whose words are erased. */
export async function deleteCommentLinks(tx: Transaction, commentIds: number[]): Promise<void> {
  await tx.db.link.deleteMany({ where: { commentId: { in: commentIds } } });
}

/**
 * What addresses lead to on this site, in one batch for any number of links: a post by its address or by one that it had before, or a
 * response by its permanent address.
 */
export async function resolveLinks(
  db: DatabaseClient,
  links: { href: string }[],
): Promise<(href: string) => LinkTarget | undefined> {
  const named = links.flatMap(({ href }) => (href.startsWith("/") ? (readLinkTarget(href) ?? []) : []));
  if (named.length === 0) return () => undefined;
  const bySlug = await listPostsBySlug(
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
    const target = href.startsWith("/") ? readLinkTarget(href) : null;
    if (!target) return undefined;
    if ("slug" in target) return bySlug.get(target.slug);
    const found = "commentId" in target ? byComment.get(target.commentId) : byPingback.get(target.pingbackId);
    return found && { ...found, ...target };
  };
}

/** Posts whose links to a post that comes out make pingbacks at once. More that waited for one post is an index of what will come. */
const MAX_WAITING = 100;

/** Resolves the links to a post that didn't exist when they were stored. Returns the published posts with a link to it. */
export async function attachLinks(tx: Transaction, postId: number, path: string): Promise<number[]> {
  const target = readLinkTarget(path);
  if (!target || !("slug" in target)) return [];
  const unresolved = await tx.db.link.findMany({
    where: { targetPostId: null, href: { startsWith: path } },
    select: { id: true, href: true },
  });
  const here = unresolved.filter(({ href }) => {
    const led = readLinkTarget(href);
    return led !== null && "slug" in led && led.slug === target.slug;
  });
  const ids = here.map(({ id }) => id);
  for (let at = 0; at < ids.length; at += ROWS_AT_ONCE)
    await tx.db.link.updateMany({
      where: { id: { in: ids.slice(at, at + ROWS_AT_ONCE) } },
      data: { targetPostId: postId },
    });
  const sources = await tx.db.link.findMany({
    where: { targetPostId: postId, postId: { not: postId }, post: everyone.posts },
    distinct: ["postId"],
    orderBy: { postId: "asc" },
    take: MAX_WAITING,
    select: { postId: true },
  });
  return sources.flatMap(({ postId: source }) => source ?? []);
}

/** The links of posts, by post, in the order of the text. */
export async function listLinks(db: DatabaseClient, postIds: number[]): Promise<Map<number, PostLink[]>> {
  const rows = await db.link.findMany({
    where: { postId: { in: postIds } },
    orderBy: [{ postId: "asc" }, { position: "asc" }],
    select: { postId: true, href: true, sentence: true },
  });
  const links = new Map<number, PostLink[]>();
  for (const { postId, ...link } of rows)
    if (postId !== null) {
      const known = links.get(postId);
      if (known) known.push(link);
      else links.set(postId, [link]);
    }
  return links;
}

/** The posts that links lead to, each with the first sentence that does: at most MAX_PINGED_POSTS, and not the post itself. */
export function findPings(
  postId: number,
  links: PostLink[],
  targetOf: (href: string) => LinkTarget | undefined,
): Map<number, LinkTarget & { sentence: string }> {
  const pings = new Map<number, LinkTarget & { sentence: string }>();
  for (const { href, sentence } of links) {
    const target = targetOf(href);
    if (target && target.postId !== postId && !pings.has(target.postId) && pings.size < MAX_PINGED_POSTS)
      pings.set(target.postId, { ...target, sentence });
  }
  return pings;
}

/** The same of those that everyone can see now. */
export const findVisiblePings: typeof findPings = (postId, links, targetOf) =>
  findPings(postId, links, (href) => {
    const target = targetOf(href);
    return target?.since && target;
  });

/** Which of these comments a post links to: without one, the pingback of such a link would hang on nothing. */
export async function findLinkedComments(db: DatabaseClient, commentIds: number[]): Promise<Set<number>> {
  const found = new Set<number>();
  for (let at = 0; at < commentIds.length; at += CHECK_BATCH) {
    const rows = await db.link.findMany({
      where: { targetCommentId: { in: commentIds.slice(at, at + CHECK_BATCH) }, post: everyone.posts },
      select: { targetCommentId: true },
    });
    for (const { targetCommentId } of rows) if (targetCommentId !== null) found.add(targetCommentId);
  }
  return found;
}
