// What is made of a post's text.

import type { Rendered } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Reader, Writer } from "~/platform/database/database.server";
import { postKey } from "./post.server";

/** The columns that are derived from a post's text. */
export const derivedFrom = (text: Rendered) => ({
  html: text.html,
  excerpt: text.excerpt,
  outline: JSON.stringify(text.outline),
  links: JSON.stringify(text.links),
  wordCount: text.wordCount,
  renderVersion: RENDER_VERSION,
});

/** Posts that were rendered before `version`, some of them. */
export const listStalePosts = (db: Reader, version: number, take: number) =>
  db.post.findMany({
    where: { renderVersion: { lt: version } },
    orderBy: [{ renderVersion: "asc" }, { id: "asc" }],
    take,
    select: { id: true, source: true, status: true },
  });

/** Keeps what is made of `source` now; null where nothing can be made of it any more, and what there is stays. */
export async function rewritePost(
  tx: Writer,
  id: number,
  source: string,
  text: Rendered | null,
): Promise<void> {
  const derived = text ? derivedFrom(text) : { renderVersion: RENDER_VERSION };
  // Where the text was changed meanwhile, the change has made its own.
  await tx.db.post.updateMany({ where: { id, source }, data: derived });
  tx.changed(postKey(id));
}
