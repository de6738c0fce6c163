// A feed, independent of its format.

import type { Licence } from "~/site/licence";

export interface Feed {
  /** Never changes, even if names or addresses do (RFC 4287, section 4.2.6). */
  id: string;
  title: string;
  description: string;
  /** Absolute addresses: of the page that the feed follows, and of the feed without the ending of a
   *  format. */
  pageUrl: string;
  feedUrl: string;
  language: string;
  /** Last change of the feed or of any entry. */
  updatedAt: Date;
  /** Queries of this page of the feed ("" for the first) and of the next, older one; null if this is the last. */
  here: string;
  next: string | null;
  /** The WebSub hub that tells subscribers of changes. */
  hub: string | null;
  /** Address of the stylesheet for people who open the feed in a browser. */
  stylesheet: string;
}

export interface FeedEntry {
  id: string;
  url: string;
  title: string;
  /** One or two sentences of plain text. */
  summary: string;
  /** The whole text, with absolute addresses. */
  html: string;
  publishedAt: Date;
  updatedAt: Date;
  authors: FeedPerson[];
  /** Presenters of a guest. */
  contributors: FeedPerson[];
  tags: string[];
  series: { title: string; url: string; part: number } | null;
  /** If it isn't the site's. */
  language?: string;
  licence: Licence | null;
  /** Where the responses are, and their feed without the ending of a format; null if it has none of its own. */
  responses: { url: string; feedUrl: string } | null;
  /** What it responds to. */
  inReplyTo: { id: string; url: string } | null;
}

export interface FeedPerson {
  name: string;
  url?: string;
}

/** Display name, ending of the feed's address, and media type of each format. */
export const FORMATS = {
  rss: { name: "RSS", ending: "", type: "application/rss+xml" },
  atom: { name: "Atom", ending: ".atom", type: "application/atom+xml" },
  json: { name: "JSON Feed", ending: ".json", type: "application/feed+json" },
} as const;

export type Format = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as Format[];
export const FEED_TYPES = FORMAT_NAMES.map((name) => FORMATS[name].type);

/** A reader that was away for a month finds what it missed on the first page. */
export const MAX_ENTRIES = 50;
/** Many feed readers refuse larger files. A single entry may be larger. */
export const MAX_FEED_BYTES = 1024 * 1024;

/** Path of the feed that follows the page at `path`. */
export const feedPath = (path: string, format: Format) =>
  `${path === "/" ? "" : path}/feed${FORMATS[format].ending}`;

/** Path of the site's responses, which have no page of their own, for feedPath(). */
export const RESPONSES_PATH = "/responses";

/** Outlines of all feeds (OPML), for feed readers. */
export const OPML_PATH = "/feeds.opml";

/** Absolute address of this page of a feed. */
export const selfOf = ({ feedUrl, here }: Feed, format: Format) => feedUrl + FORMATS[format].ending + here;

/** The first and the next page of a paged feed (RFC 5005, section 3); nothing of a feed that fits on one page. */
export const pagesOf = (feed: Feed, format: Format): { rel: "first" | "next"; href: string }[] => {
  const page = (query: string) => feed.feedUrl + FORMATS[format].ending + query;
  return [
    ...(feed.here !== "" || feed.next !== null ? [{ rel: "first" as const, href: page("") }] : []),
    ...(feed.next !== null ? [{ rel: "next" as const, href: page(feed.next) }] : []),
  ];
};

/** "Community notes, part 3". */
export const formatPart = ({ title, part }: { title: string; part: number }) => `${title}, part ${part}`;

/** A permanent tag URI (RFC 4151): the authority (site/feed-authority.server.ts), a day on which the thing
 *  existed, and its name. */
export const tagUri = (authority: string, since: Date, thing: string) =>
  `tag:${authority},${since.toISOString().slice(0, 10)}:${thing}`;

/** The day in the ids of feeds whose things have no date of their own: the site and its tags. */
export const UNDATED = new Date("2026-01-01T00:00:00Z");
