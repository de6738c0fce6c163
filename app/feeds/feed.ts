// What a feed is, in whichever format it is read.

export interface Feed {
  /** The same for ever, whatever is renamed (RFC 4287, 4.2.6). */
  id: string;
  title: string;
  description: string;
  /** The page that it follows, and itself without the ending of a format; both whole. */
  pageUrl: string;
  feedUrl: string;
  language: string;
  /** When anything in it last changed. */
  updatedAt: Date;
  items: FeedItem[];
}

export interface FeedItem {
  id: string;
  url: string;
  title: string;
  /** A sentence or two, as plain text. */
  summary: string;
  /** All of it, with every address whole. */
  html: string;
  publishedAt: Date;
  updatedAt: Date;
  authors: { name: string; url?: string }[];
  tags: string[];
}

/** What each format is called, at which ending of the feed's address it is, and as what it is sent. */
export const FORMATS = {
  rss: { name: "RSS", ending: "", type: "application/rss+xml" },
  atom: { name: "Atom", ending: ".atom", type: "application/atom+xml" },
  json: { name: "JSON Feed", ending: ".json", type: "application/feed+json" },
} as const;

export type Format = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as Format[];
export const FEED_TYPES = FORMAT_NAMES.map((name) => FORMATS[name].type);

/** The path of the feed of the page at `path`. */
export const feedPath = (path: string, format: Format) =>
  `${path === "/" ? "" : path}/feed${FORMATS[format].ending}`;

/**
 * An id that outlives every address: RFC 4151, from the name that the site gives ids in (site/feed-authority.server.ts), a day
 * on which the thing was there, and what it is.
 */
export const tagUri = (authority: string, since: Date, thing: string) =>
  `tag:${authority},${since.toISOString().slice(0, 10)}:${thing}`;
