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
  /** Last change of the feed or of any item. */
  updatedAt: Date;
  items: FeedItem[];
}

export interface FeedItem {
  id: string;
  url: string;
  title: string;
  /** One or two sentences of plain text. */
  summary: string;
  /** The whole text, with absolute addresses. */
  html: string;
  publishedAt: Date;
  updatedAt: Date;
  authors: { name: string; url?: string }[];
  tags: string[];
  /** If it isn't the feed's. */
  language?: string;
  licence: Licence | null;
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

/** Path of the feed that follows the page at `path`. */
export const feedPath = (path: string, format: Format) =>
  `${path === "/" ? "" : path}/feed${FORMATS[format].ending}`;

/** A permanent tag URI (RFC 4151): the authority (site/feed-authority.server.ts), a day on which the thing
 *  existed, and its name. */
export const tagUri = (authority: string, since: Date, thing: string) =>
  `tag:${authority},${since.toISOString().slice(0, 10)}:${thing}`;
