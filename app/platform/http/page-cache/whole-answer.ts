// Checks that an answer is complete before it is cached. An empty or truncated page, or one of an unexpected
// type, would otherwise be served to everyone until it is invalidated.

import type { CachedRoute } from "../request/route-rules";

/** How a complete body of each type ends, ignoring white space. */
const ENDINGS: Record<string, readonly string[]> = {
  "text/html": ["</html>"],
  "application/rss+xml": ["</rss>"],
  "application/atom+xml": ["</feed>"],
  "application/feed+json": ["}"],
  "text/x-opml": ["</opml>"],
  "text/xml": ["</oembed>"],
  "application/xml": ["</urlset>", "</sitemapindex>"],
  "application/json": ["}", "]"],
  "application/vnd.citationstyles.csl+json": ["]"],
  "application/x-bibtex": ["}"],
  "application/x-research-info-systems": ["ER  -"],
};

/** Room for the longest ending and some line breaks after it. */
const TAIL_BYTES = 64;

/** True for status 200, a media type that the route declares, and a complete body. */
export function isWholeAnswer(
  { types }: CachedRoute,
  { status, type, body }: { status: number; type: string | null; body: Buffer },
): boolean {
  const [kind = ""] = (type ?? "").split(";");
  const mediaType = kind.trim().toLowerCase();
  if (status !== 200 || !types.includes(mediaType)) return false;
  const tail = body.subarray(-TAIL_BYTES).toString("utf8").trimEnd();
  return (ENDINGS[mediaType] ?? []).some((ending) => tail.endsWith(ending));
}
