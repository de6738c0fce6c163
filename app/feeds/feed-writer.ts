// Puts feeds together from finished entries.

import { ATOM_TAIL, atomEntry, atomHead } from "./atom";
import { type Feed, type FeedEntry, type Format, MAX_FEED_BYTES } from "./feed";
import { JSON_TAIL, jsonHead, jsonItem } from "./json-feed";
import { RSS_TAIL, rssHead, rssItem } from "./rss";

interface Writer {
  head(feed: Feed): string;
  entry(entry: FeedEntry): string;
  between: string;
  tail: string;
}

const WRITERS: Record<Format, Writer> = {
  rss: { head: rssHead, entry: rssItem, between: "", tail: RSS_TAIL },
  atom: { head: atomHead, entry: atomEntry, between: "", tail: ATOM_TAIL },
  json: { head: jsonHead, entry: jsonItem, between: ",\n", tail: JSON_TAIL },
};

export const writeEntry = (entry: FeedEntry, format: Format): Buffer =>
  Buffer.from(WRITERS[format].entry(entry));

/** Deterministic, so that an unchanged feed keeps its ETag. */
export function writeFeed(feed: Feed, entries: Buffer[], format: Format): Buffer<ArrayBuffer> {
  const { head, between, tail } = WRITERS[format];
  const separator = Buffer.from(between);
  return Buffer.concat([
    Buffer.from(head(feed)),
    ...entries.flatMap((entry, index) => (index > 0 && between !== "" ? [separator, entry] : [entry])),
    Buffer.from(tail),
  ]);
}

/** How many of the first entries a page has room for: at least one. */
export function countFitting(entries: { length: number }[]): number {
  let bytes = 0;
  const past = entries.findIndex(({ length }) => {
    bytes += length;
    return bytes > MAX_FEED_BYTES;
  });
  return past < 0 ? entries.length : Math.max(past, 1);
}
