// The text of a response as its feeds have it. Parsing it takes most of a feed, and a new response leaves the others as they
// were.

import { LRUCache } from "lru-cache";

/** Characters kept in each process, those of the page and of the feed: about a thousand responses of 60 words, ten feeds. */
const MAX_KEPT_CHARS = 1_000_000;

interface FeedText {
  /** The text on the page and its address, of which `absolute` was made. Compared whole, since no version says all that changes
   *  them. */
  html: string;
  base: string;
  absolute: string;
}

const kept = new LRUCache<string, FeedText>({
  maxSize: MAX_KEPT_CHARS,
  sizeCalculation: ({ html, absolute }) => html.length + absolute.length + 1,
});

/** A text's HTML with addresses resolved against `base`, the address of its page. `name` is the text's own. */
export async function toFeedText(
  html: string,
  base: string,
  name: string,
  options: { linksPictures?: boolean } = {},
): Promise<string> {
  const known = kept.get(name);
  if (known?.html === html && known.base === base) return known.absolute;
  // Imported on demand, so that a process that serves no feed doesn't load the HTML parser.
  const { makeAbsolute } = await import("~/markdown/absolute");
  const absolute = makeAbsolute(html, base, options);
  kept.set(name, { html, base, absolute });
  return absolute;
}
