import { commentPath } from "~/comments/comment";
import { listCommentsOfSite } from "~/comments/comment-feed.server";
import { personKey } from "~/people/person.server";
import { isQuotable } from "~/people/quoting/quotable.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { findMovedSlug } from "~/posts/address/post-address.server";
import { findPost } from "~/posts/filed-post.server";
import { type FiledPost, postPath } from "~/posts/post";
import { postKey, postTextKey } from "~/posts/post.server";
import { readSite, SITE_KEY } from "~/site/site.server";
import { everyone } from "~/visibility/visibility.server";
import { toPerson } from "../post-feed.server";
import type { Embed } from "./embed";

interface FoundEmbed {
  embed: Embed;
  /** Cache tags of what it shows. */
  tags: string[];
}

/** The post or the comment at an address of this site, if everybody may see it and its writer lets it be shown elsewhere; else null. */
export async function findEmbed(
  { db, siteUrl }: { db: DatabaseClient; siteUrl: string },
  address: string,
): Promise<FoundEmbed | null> {
  const place = readPlace(siteUrl, address);
  if (!place) return null;
  return "commentId" in place
    ? embedComment(db, siteUrl, place.commentId)
    : embedPost(db, siteUrl, place.slug);
}

/** A comment's own address, or its place on a page of its post. */
function readPlace(siteUrl: string, address: string): { slug: string } | { commentId: number } | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.origin !== new URL(siteUrl).origin) return null;
  const [, own] = /^\/comments\/(\d+)(?:\/thread)?\/?$/.exec(url.pathname) ?? [];
  const [, slug] = /^\/posts\/([a-z0-9-]+)\/?$/.exec(url.pathname) ?? [];
  const [, shown] = /^#comment-(\d+)$/.exec(slug === undefined ? "" : url.hash) ?? [];
  const commentId = readRowId(own ?? shown);
  if (commentId !== null) return { commentId };
  return slug === undefined ? null : { slug };
}

async function embedPost(db: DatabaseClient, siteUrl: string, slug: string): Promise<FoundEmbed | null> {
  const post =
    (await findOpenPost(db, slug)) ??
    (await findOpenPost(db, (await findMovedSlug(db, postPath(slug))) ?? slug));
  if (!post) return null;
  const site = await readEmbedSite(db, siteUrl);
  const url = siteUrl + postPath(post.slug);
  const { title, language, writers } = post;
  return {
    embed: {
      ...{ url, title, text: post.summary, language, site, at: post.publishedAt },
      ...{ authors: writers.map(toPerson(siteUrl)), post: { url, title } },
    },
    tags: [SITE_KEY, postTextKey(post.id), ...writers.map(({ id }) => personKey(id))],
  };
}

async function embedComment(db: DatabaseClient, siteUrl: string, id: number): Promise<FoundEmbed | null> {
  const [comment] = await listCommentsOfSite(db, { past: { id }, take: 1 });
  const post = comment && (await findOpenPost(db, comment.post.slug));
  if (!comment || !post || !(await isQuotable(db, comment.personId))) return null;
  const site = await readEmbedSite(db, siteUrl);
  const { name, link, excerpt, createdAt, personId } = comment;
  const author = { name, ...(link?.local && { url: siteUrl + link.href }) };
  return {
    embed: {
      ...{
        url: siteUrl + commentPath(id),
        title: `${name} on “${post.title}”`,
        text: excerpt,
        at: createdAt,
      },
      // A response may be in another language than its post.
      ...{ language: null, site, authors: [author] },
      post: { url: siteUrl + postPath(post.slug), title: post.title },
    },
    tags: [
      ...[SITE_KEY, postTextKey(post.id), postKey(post.id)],
      ...(personId === null ? [] : [personKey(personId)]),
    ],
  };
}

/** A post that its writers keep off search engines isn't shown elsewhere either. */
async function findOpenPost(db: DatabaseClient, slug: string): Promise<FiledPost | null> {
  const post = await findPost(db, everyone, slug);
  return post && !post.noindex ? post : null;
}

async function readEmbedSite(db: DatabaseClient, url: string): Promise<Embed["site"]> {
  const { name, language, timeZone } = await readSite(db);
  return { name, language, timeZone, url };
}
