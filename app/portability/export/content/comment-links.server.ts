// Links to comments in texts. A comment has another id on another site, so files name its post and its number there:
// `comment:a-post#12`.

import { findNumbers } from "~/comments/portability/comment-content.server";
import type { DatabaseClient } from "~/platform/database/database.server";

/** Links in brackets to the comments that everyone can read, from the root of the site or with its address. */
export function namingComments(db: DatabaseClient, siteUrl: string): (source: string) => Promise<string> {
  const escaped = siteUrl.replace(/[.*+?^$()[\]{}|\\]/g, "\\$&");
  const link = new RegExp(
    String.raw`\]\((?:${escaped})?(?:/comments/|/posts/[a-z0-9-]+(?:\?page=\d+)?#comment-)(\d{1,9})\)`,
    "g",
  );
  return async (source) => {
    const ids = [...source.matchAll(link)].map(([, id]) => Number(id));
    if (ids.length === 0) return source;
    const numbers = await findNumbers(db, ids);
    return source.replace(link, (whole, id) => {
      const place = numbers.get(Number(id));
      return place ? `](comment:${place.slug}#${place.number})` : whole;
    });
  };
}
