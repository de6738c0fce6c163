import { isPresent, personPath } from "~/people/person";
import type { DatabaseClient } from "~/platform/database/database.server";
import { type PostSummary, postPath } from "~/posts/post";
import { findPostTexts, type PostText } from "~/posts/post.server";
import { readFeedAuthority } from "~/site/feed-authority.server";
import { readSite } from "~/site/site.server";
import { type Feed, type FeedItem, tagUri } from "./feed";

/** Of what the posts are: a person, a tag, a series, the site. */
export interface FeedSource {
  /** What it is, by what never changes: "people/12". */
  thing: string;
  since: Date;
  /** "Posts by Ada". */
  title: string;
  /** Of its page. */
  path: string;
}

/** The feed of a page that lists posts: those on its first page, whole. */
export async function feedOfPosts(
  { db, siteUrl }: { db: DatabaseClient; siteUrl: string },
  { thing, since, title, path }: FeedSource,
  posts: PostSummary[],
): Promise<Feed> {
  const { name, language } = await readSite(db);
  const authority = await readFeedAuthority(db, siteUrl);
  const texts = await findPostTexts(
    db,
    posts.map((post) => post.id),
  );
  // Read when the first feed is: its parser is the renderer's, which otherwise stays with the workers.
  const { makeAbsolute } = await import("~/markdown/absolute");
  const items = posts.flatMap((post) => {
    const text = texts.get(post.id);
    return text
      ? [
          toItem({ siteUrl, authority }, post, {
            ...text,
            html: makeAbsolute(text.html, siteUrl + postPath(post.slug)),
          }),
        ]
      : [];
  });
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
  { siteUrl, authority }: { siteUrl: string; authority: string },
  post: PostSummary,
  { html, createdAt, updatedAt }: PostText,
): FeedItem {
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
  };
}

const latest = (...dates: Date[]) => new Date(Math.max(...dates.map((date) => date.getTime())));
