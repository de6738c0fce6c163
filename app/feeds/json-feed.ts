// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Names with an underscore are extensions: the format has no fields for
// these.

import { type Feed, type FeedEntry, FORMATS, pagesOf, selfOf } from "./feed";

const { ending } = FORMATS.json;

/** The beginning of the object, up to its items. */
export function jsonHead(feed: Feed): string {
  const next = pagesOf(feed, "json").find(({ rel }) => rel === "next");
  const head = {
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: feed.pageUrl,
    feed_url: selfOf(feed, "json"),
    description: feed.description,
    user_comment: `This is a feed. Add its address, ${selfOf(feed, "json")}, to a feed reader, and it shows you what is new.`,
    language: feed.language,
    ...(next && { next_url: next.href }),
    ...(feed.hub && { hubs: [{ type: "WebSub", url: feed.hub }] }),
  };
  return `${JSON.stringify(head).slice(0, -1)},"items":[`;
}

export const JSON_TAIL = "]}\n";

export const jsonItem = (entry: FeedEntry): string =>
  JSON.stringify({
    id: entry.id,
    url: entry.url,
    title: entry.title,
    content_html: entry.html,
    summary: entry.summary,
    date_published: entry.publishedAt,
    date_modified: entry.updatedAt,
    authors: entry.authors,
    tags: entry.tags,
    language: entry.language,
    ...(entry.contributors.length > 0 && { _contributors: entry.contributors }),
    ...(entry.series && { _series: entry.series }),
    ...(entry.licence && { _license: { name: entry.licence.name, url: entry.licence.href } }),
    ...(entry.responses && {
      _responses: { url: entry.responses.url, feed_url: entry.responses.feedUrl + ending },
    }),
    ...(entry.inReplyTo && { _in_reply_to: entry.inReplyTo }),
  });
