// What is made of a post's text.

import { showAsTyped } from "~/markdown/as-typed";
import type { Rendered, RenderResult } from "~/markdown/rendered";
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

/** Posts that were rendered before `version`, after one, in order of their ids. */
export async function listStalePosts(db: Reader, version: number, after: number, take: number) {
  const isOld = { renderVersion: { lt: version } };
  // As of comments: where there is none, the index tells it.
  const oldest = { orderBy: { renderVersion: "asc" }, select: { id: true } } as const;
  if (!(await db.post.findFirst({ where: isOld, ...oldest }))) return [];
  return db.post.findMany({
    where: { ...isOld, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, source: true },
  });
}

/**
 * Keeps what is made of `source` now. Where nothing can be made of it, it shows the source, and its version and what it links to
 * stay as they were. Tells whether this is what the post says still, and whether it is published.
 */
export async function rewritePost(
  tx: Writer,
  id: number,
  source: string,
  text: RenderResult,
): Promise<{ isCurrent: boolean; isOut: boolean }> {
  const derived = text.ok ? derivedFrom(text) : { html: showAsTyped(source), outline: "[]" };
  // Where the text was changed meanwhile, the change has made its own.
  const { count } = await tx.db.post.updateMany({ where: { id, source }, data: derived });
  tx.changed(postKey(id));
  const post = await tx.db.post.findUnique({ where: { id }, select: { status: true } });
  return { isCurrent: count > 0, isOut: post?.status === "published" };
}
