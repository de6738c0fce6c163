import { isPresent, personPath } from "~/people/person";
import type { DatabaseClient } from "~/platform/database/database.server";
import { type PostSummary, postPath } from "~/posts/post";
import { findPostTexts, type PostText } from "~/posts/post.server";
import { readFeedAuthority } from "~/site/feed-authority.server";
import { licenceOf } from "~/site/licence";
import { readSite } from "~/site/site.server";
import { type Feed, type FeedItem, tagUri } from "./feed";
import { toFeedText } from "./feed-text.server";

/** What the posts of a feed have in common: a person, a tag, a series or the whole site. */
export interface FeedSource {
  /** Permanent name, such as "people/12"; part of the feed's id. */
  thing: string;
  since: Date;
  /** Such as "Posts by Ada". */
  title: string;
  /** Path of the page that the feed follows. */
  path: string;
}

/** Builds the feed of a list page: the posts of its first page, with their whole text. */
export async function feedOfPosts(
  { db, siteUrl }: { db: DatabaseClient; siteUrl: string },
  { thing, since, title, path }: FeedSource,
  posts: PostSummary[],
): Promise<Feed> {
  const { name, language, licence } = await readSite(db);
  const authority = await readFeedAuthority(db, siteUrl);
  const texts = await findPostTexts(
    db,
    posts.map((post) => post.id),
  );
  const items: FeedItem[] = [];
  for (const post of posts) {
    const text = texts.get(post.id);
    if (!text) continue;
    const html = await toFeedText(text.html, siteUrl + postPath(post.slug));
    items.push(toItem({ siteUrl, authority, language, licence }, post, { ...text, html }));
  }
  return {
    id: tagUri(authority, since, `${thing}/feed`),
    title: `${title} · ${name}`,
    description: `${title}, on ${name}`,
    pageUrl: siteUrl + path,
    feedUrl: `${siteUrl}${path === "/" ? "" : path}/feed`,
    language,
    updatedAt: latest(since, ...items.map((item) => item.updatedAt)),
    items,
  };
}

function toItem(
  site: { siteUrl: string; authority: string; language: string; licence: string },
  post: PostSummary,
  { html, licence, createdAt, updatedAt }: PostText,
): FeedItem {
  const { siteUrl, authority } = site;
  const url = siteUrl + postPath(post.slug);
  return {
    id: tagUri(authority, createdAt, `posts/${post.id}`),
    url,
    title: post.title,
    summary: post.summary,
    html,
    publishedAt: post.publishedAt,
    updatedAt: latest(post.publishedAt, updatedAt),
    authors: post.writers.map((writer) => ({
      name: writer.name,
      ...(isPresent(writer) && { url: siteUrl + personPath(writer.handle) }),
    })),
    tags: post.tags.map((tag) => tag.name),
    ...(post.language !== null &&
      post.language.toLowerCase() !== site.language.toLowerCase() && { language: post.language }),
    licence: licenceOf(licence, site.licence),
  };
}

const latest = (...dates: Date[]) => new Date(Math.max(...dates.map((date) => date.getTime())));
