// What another site shows of a post or a response (https://oembed.com): a quotation with its source, without a script or a frame.

import { type CalendarSettings, formatDate } from "~/design/calendar";
import { asMarkup, type Markup, markup } from "~/platform/markup";
import type { FeedPerson } from "../feed";
import { each, legal } from "../xml";

const OEMBED_PATH = "/oembed";

/** The address of the embed of a page; `url` is absolute. */
export const embedPath = (url: string, format: EmbedFormat) =>
  `${OEMBED_PATH}?url=${encodeURIComponent(url)}&format=${format}`;

export const EMBED_FORMATS = { json: "application/json", xml: "text/xml" } as const;
export type EmbedFormat = keyof typeof EMBED_FORMATS;

export interface Embed {
  /** Its permanent address. */
  url: string;
  /** Such as "Ada on “Quiet rooms”". */
  title: string;
  text: string;
  /** Null for the site's. */
  language: string | null;
  authors: FeedPerson[];
  at: Date;
  /** The post, as the source of the quotation. */
  post: { url: string; title: string };
  site: CalendarSettings & { name: string; url: string };
}

export interface EmbedSize {
  maxWidth: number;
  maxHeight: number;
}

/** As wide as a column of text is read well. Nothing in it needs that room: where less is given, it wraps. */
export const EMBED_WIDTH = 600;
/** An hour: a corrected text, or one that was withdrawn, doesn't stand elsewhere for days. */
const CACHE_AGE_S = 3_600;

/** A quotation is shorter than what it leads to. */
const MAX_QUOTED_CHARS = 400;

// The other site's style decides; these are a browser's own, in pixels.
const CHAR_WIDTH = 8;
const LINE_HEIGHT = 24;
const MARGINS = { across: 80, down: 48 };
const SOURCE_LINES = 2;

/** The properties that the specification names for the type "rich", in their order. */
function describeEmbed(embed: Embed, { maxWidth, maxHeight }: EmbedSize) {
  const width = Math.min(maxWidth, EMBED_WIDTH);
  const perLine = Math.max(1, Math.floor((width - MARGINS.across) / CHAR_WIDTH));
  const room = Math.floor((maxHeight - MARGINS.down) / LINE_HEIGHT) - SOURCE_LINES;
  const text = cutQuotation(embed.text, Math.min(MAX_QUOTED_CHARS, Math.max(1, room) * perLine));
  const lines = Math.ceil(text.length / perLine) + SOURCE_LINES;
  const [author] = embed.authors;
  return {
    version: "1.0",
    type: "rich",
    title: embed.title,
    author_name: embed.authors.map(({ name }) => name).join(", "),
    ...(embed.authors.length === 1 && author?.url && { author_url: author.url }),
    provider_name: embed.site.name,
    provider_url: embed.site.url,
    cache_age: CACHE_AGE_S,
    html: quote(embed, text),
    width,
    height: Math.min(maxHeight, lines * LINE_HEIGHT + MARGINS.down),
  };
}

export function writeEmbed(embed: Embed, size: EmbedSize, format: EmbedFormat): string {
  const described = describeEmbed(embed, size);
  if (format === "json") return JSON.stringify(described);
  const elements = each(
    Object.entries(described),
    ([name, value]) => markup`${asMarkup(`<${name}>`)}${value}${asMarkup(`</${name}>`)}\n`,
  );
  return legal(
    markup`<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<oembed>
${elements}</oembed>
`.html,
  );
}

function quote({ url, language, authors, post, site, at }: Embed, text: string): string {
  const names = each(authors, (author) => markup`${link(author)}, `);
  const quoted = markup`<p${language === null ? null : markup` lang="${language}"`}>${text}</p>`;
  const source = markup`<cite>${link({ name: post.title, url: post.url })}</cite>`;
  const day = markup`<time datetime="${at.toISOString()}">${formatDate(at, "day", site)}</time>`;
  return markup`<blockquote cite="${url}">${quoted}<footer>${names}${source}, ${link(site)}, <a href="${url}">${day}</a></footer></blockquote>`
    .html;
}

const link = ({ name, url }: FeedPerson): Markup =>
  url === undefined ? markup`${name}` : markup`<a href="${url}">${name}</a>`;

/** Between words, or within one that has no end. */
function cutQuotation(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  const cut = characters.slice(0, length).join("");
  return `${cut.replace(/\s+\S*$/, "").replace(/[\s.,;:…]+$/, "")}…`;
}
