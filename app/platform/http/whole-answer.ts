// Whether an answer may be given to others as it is: a page that is empty, cut off or of another kind than its route's would be
// what everybody sees until something on it changes.

import type { CachedRoute } from "./route-rules";

/** How a whole one of each kind ends, white space aside. */
const ENDINGS: Record<string, readonly string[]> = {
  "text/html": ["</html>"],
  "application/rss+xml": ["</rss>"],
  "application/atom+xml": ["</feed>"],
  "application/feed+json": ["}"],
  "application/json": ["}", "]"],
};

/** Long enough for every ending and some line breaks after it. */
const TAIL_BYTES = 64;

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
