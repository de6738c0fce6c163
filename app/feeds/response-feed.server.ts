import { commentPath } from "~/comments/comment";
import { personKey } from "~/people/person.server";
import { pingbackPath } from "~/pingbacks/pingback";
import { escapeHtml } from "~/platform/markup";
import { postPath } from "~/posts/post";
import { postTextKey } from "~/posts/post.server";
import type { NewestResponse, NewestResponses } from "~/responses/recent/newest-responses.server";
import { type FeedEntry, selfOf, tagUri } from "./feed";
import { type FeedSite, frameOf, latest, readFeedSite } from "./feed-frame.server";
import type { FeedDeps, FeedRequest, FeedSource, FinishedFeed } from "./feed-source";
import { toFeedText } from "./feed-text.server";
import { countFitting, writeEntry, writeFeed } from "./feed-writer";
import { ownLanguage, toPerson } from "./post-feed.server";

/** The feed of responses: comments and pingbacks. */
export async function feedOfResponses(
  deps: FeedDeps,
  source: FeedSource,
  { items, cursorOf, hasMore }: NewestResponses,
  request: FeedRequest,
): Promise<FinishedFeed> {
  const site = await readFeedSite(deps);
  const entries: FeedEntry[] = [];
  for (const response of items) entries.push(await toEntry(site, response));
  const texts = entries.map((entry) => writeEntry(entry, request.format));
  const shown = items.slice(0, countFitting(texts));
  const last = shown.at(-1);
  const next = last && (hasMore || shown.length < items.length) ? `?before=${cursorOf(last)}` : null;
  const updated = entries.slice(0, shown.length).map((entry) => entry.updatedAt);
  const feed = frameOf(site, source, request, deps, { updated, next });
  return {
    body: writeFeed(feed, texts.slice(0, shown.length), request.format),
    keys: shown.flatMap(keysOf),
    self: selfOf(feed, request.format),
  };
}

/** Cache tags of an entry, beside those of the list. */
const keysOf = (response: NewestResponse): string[] => [
  postTextKey(response.post.id),
  ...(response.kind === "pingback"
    ? [postTextKey(response.source.id), ...response.source.writers.map(({ id }) => personKey(id))]
    : [...(response.personId === null ? [] : [personKey(response.personId)]), ...response.tags]),
];

async function toEntry(site: FeedSite, response: NewestResponse): Promise<FeedEntry> {
  const { siteUrl, authority } = site;
  const { post, createdAt } = response;
  const postUrl = siteUrl + postPath(post.slug);
  const entry = {
    id: idOf(authority, response.kind, response),
    publishedAt: createdAt,
    ...{ contributors: [], tags: [], series: null, licence: null, responses: null },
    inReplyTo: { id: idOf(authority, "post", post), url: postUrl },
  };
  if (response.kind === "pingback") {
    const { id, sentence, source } = response;
    const url = escapeHtml(siteUrl + postPath(source.slug));
    return {
      ...entry,
      url: siteUrl + pingbackPath(id),
      title: `${source.title} links to “${post.title}”`,
      summary: sentence,
      html: `<blockquote><p>${escapeHtml(sentence)}</p></blockquote><p><a href="${url}">${escapeHtml(source.title)}</a></p>`,
      updatedAt: createdAt,
      authors: source.writers.map(toPerson(siteUrl)),
      ...ownLanguage(source.language, site),
    };
  }
  const { id, name, link, parent, html, excerpt, changedAt } = response;
  return {
    ...entry,
    url: siteUrl + commentPath(id),
    title: `${name} on “${post.title}”`,
    summary: excerpt,
    // A reader's program would load what anybody adds.
    html: await toFeedText(html, postUrl, `comment:${id}`, { linksPictures: true }),
    updatedAt: latest(createdAt, changedAt ?? createdAt),
    authors: [{ name, ...(link && { url: link.local ? siteUrl + link.href : link.href }) }],
    inReplyTo: parent
      ? { id: idOf(authority, "comment", parent), url: siteUrl + commentPath(parent.id) }
      : entry.inReplyTo,
  };
}

const idOf = (authority: string, kind: string, { id, createdAt }: { id: number; createdAt: Date }) =>
  tagUri(authority, createdAt, `${kind}s/${id}`);
