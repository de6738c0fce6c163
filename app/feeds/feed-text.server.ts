// The text of a post as its feeds have it. Parsing it takes two thirds of a feed, and a comment under one post
// makes the feeds anew in which eleven others stand as they were.

import { LRUCache } from "lru-cache";

/** Characters kept in each process, those of the page and of the feed: about 250 posts of 900 words, twenty
 *  feeds. */
const MAX_KEPT_CHARS = 4_000_000;

interface FeedText {
  /** The text on the page, of which `absolute` was made. Compared whole, since no version says all that changes
   *  it. */
  html: string;
  absolute: string;
}

const kept = new LRUCache<string, FeedText>({
  maxSize: MAX_KEPT_CHARS,
  sizeCalculation: ({ html, absolute }) => html.length + absolute.length + 1,
});

/** A post's HTML with addresses resolved against `base`, the address of its page. */
export async function toFeedText(html: string, base: string): Promise<string> {
  const known = kept.get(base);
  if (known?.html === html) return known.absolute;
  // Imported on demand, so that a process that serves no feed doesn't load the HTML parser.
  const { makeAbsolute } = await import("~/markdown/absolute");
  const absolute = makeAbsolute(html, base);
  kept.set(base, { html, absolute });
  return absolute;
}
