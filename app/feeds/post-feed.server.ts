import { fillReferences } from "~/comments/references/fill-references.server";
import { isPresent, personPath } from "~/people/person";
import { personKey } from "~/people/person.server";
import type { Page } from "~/platform/database/paging";
import type { Part } from "~/platform/kept-parts";
import { type PersonName, postPath } from "~/posts/post";
import { listPostsWithText, type PostWithText, postTextKey } from "~/posts/post.server";
import { listVersionTimes } from "~/revisions/revision.server";
import { seriesPath } from "~/series/series";
import { seriesKey } from "~/series/series.server";
import { licenceOf } from "~/site/licence";
import { SITE_KEY } from "~/site/site.server";
import { tagNameKey } from "~/tags/tag.server";
import { type FeedEntry, type Format, feedPath, selfOf, tagUri } from "./feed";
import { type FeedSite, frameOf, latest, readFeedSite } from "./feed-frame.server";
import type { FeedDeps, FeedRequest, FeedSource, FinishedEntry, FinishedFeed } from "./feed-source";
import { countFitting, writeEntry, writeFeed } from "./feed-writer";

/** The feed of a list of posts, with their whole texts. */
export async function feedOfPosts(
  deps: FeedDeps,
  source: FeedSource,
  { items, older }: Page<{ id: number }>,
  request: FeedRequest,
): Promise<FinishedFeed> {
  const site = await readFeedSite(deps);
  const all = await listEntries(
    deps,
    site,
    items.map(({ id }) => id),
    request.format,
  );
  const entries = all.slice(0, countFitting(all.map(({ text }) => text)));
  const last = entries.at(-1);
  const next = last && (older || entries.length < all.length) ? `?before=${last.id}` : null;
  const feed = frameOf(site, source, request, deps, { updated: entries.map((one) => one.updatedAt), next });
  return {
    body: writeFeed(
      feed,
      entries.map(({ text }) => text),
      request.format,
    ),
    keys: entries.flatMap(({ keys }) => keys),
    self: selfOf(feed, request.format),
  };
}

/** The finished entries of published posts, in the order of `ids`. */
async function listEntries(
  { db, parts }: FeedDeps,
  site: FeedSite,
  ids: number[],
  format: Format,
): Promise<FinishedEntry[]> {
  const nameOf = (id: number) => `entry:${format}:${id}`;
  const found = await parts.findAll(ids.map(nameOf), async (missing) => {
    const posts = await listPostsWithText(
      db,
      ids.filter((id) => missing.includes(nameOf(id))),
    );
    const versions = await listVersionTimes(db, posts);
    const written = new Map<string, Part<FinishedEntry>>();
    const filled = await fillReferences(
      db,
      posts.map(({ id, html, publishedAt }) => ({
        ...{ html, at: versions.get(id) ?? publishedAt, postId: id },
      })),
    );
    for (const [index, stored] of posts.entries()) {
      const { html, tags: named } = filled[index] ?? { html: stored.html, tags: [] };
      const post = { ...stored, html };
      const { updatedAt, ...entry } = await toEntry(site, post, versions.get(post.id) ?? post.publishedAt);
      const text = writeEntry({ ...entry, updatedAt }, format);
      const tags = [...keysOf(post), ...named];
      const value = { id: post.id, text, updatedAt, keys: tags };
      written.set(nameOf(post.id), { value, tags, bytes: text.length });
    }
    return written;
  });
  return ids.flatMap((id) => found.get(nameOf(id))?.value ?? []);
}

/** Cache tags of an entry. It shows no responses, so that the feed stays the same when somebody replies. */
const keysOf = ({ id, writers, presenters, series, tags }: PostWithText): string[] => [
  SITE_KEY,
  postTextKey(id),
  ...[...writers, ...presenters].map((person) => personKey(person.id)),
  ...(series ? [seriesKey(series.id)] : []),
  ...tags.map((tag) => tagNameKey(tag.id)),
];

async function toEntry(site: FeedSite, post: PostWithText, versionAt: Date): Promise<FeedEntry> {
  const { siteUrl, authority } = site;
  const url = siteUrl + postPath(post.slug);
  // Imported on demand, so that a process that serves no feed doesn't load the HTML parser.
  const { makeAbsolute } = await import("~/markdown/absolute");
  return {
    id: tagUri(authority, post.createdAt, `posts/${post.id}`),
    url,
    title: post.title,
    summary: post.summary,
    html: makeAbsolute(post.html, url),
    publishedAt: post.publishedAt,
    updatedAt: latest(post.publishedAt, versionAt),
    authors: post.writers.map(toPerson(siteUrl)),
    contributors: post.presenters.map(toPerson(siteUrl)),
    tags: post.tags.map((tag) => tag.name),
    series: post.series && {
      title: post.series.title,
      url: siteUrl + seriesPath(post.series.slug),
      part: post.series.part,
    },
    ...ownLanguage(post.language, site),
    licence: licenceOf(post.licence, site.licence),
    responses: { url: `${url}#responses`, feedUrl: siteUrl + feedPath(postPath(post.slug), "rss") },
    inReplyTo: null,
  };
}

export const toPerson = (siteUrl: string) => (person: PersonName) => ({
  name: person.name,
  ...(isPresent(person) && { url: siteUrl + personPath(person.handle) }),
});

/** The language of a text, if it isn't the site's. */
export const ownLanguage = (language: string | null, site: { language: string }) =>
  language !== null && language.toLowerCase() !== site.language.toLowerCase() ? { language } : {};
