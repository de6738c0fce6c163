// What is made of a post's text.

import { showAsTyped } from "~/markdown/as-typed";
import { renderAgain } from "~/markdown/render-again";
import type { Link, Rendered, RenderMarkdown, RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { listStale } from "~/platform/database/stale-rows";
import { isPublished } from "~/visibility/status";
import { postKey } from "./post.server";

/** The columns that are derived from a post's text and summary. */
export const derivedFrom = (text: Rendered) => ({
  html: text.html,
  summaryText: text.summary,
  excerpt: text.excerpt,
  outline: JSON.stringify(text.outline),
  links: JSON.stringify(text.links),
  wordCount: text.wordCount,
  renderVersion: RENDER_VERSION,
});

/** Posts that were rendered before `version`, after one, in order of their ids. */
export const listStalePosts = (
  db: DatabaseClient,
  ...which: [version: number, after: number, take: number]
) =>
  listStale(
    {
      findOldest: (query) => db.post.findFirst(query),
      list: (query) => db.post.findMany({ ...query, select: { id: true, source: true, summary: true } }),
    },
    ...which,
  );

interface StalePost {
  id: number;
  source: string;
  summary: string;
}

/**
 * Renders a post again, if its text and summary are still what they were then. `follow` is given the links of one that is published. False where it can't be
 * rendered just now.
 */
export const remakePost = (
  deps: { db: Database; render: RenderMarkdown },
  post: StalePost,
  follow: (tx: Transaction, links: Link[]) => Promise<void> = async () => {},
): Promise<boolean> =>
  renderAgain<Transaction>(deps, post.source, { kind: "post", summary: post.summary }, async (tx, text) => {
    const { isCurrent, isOut } = await rewritePost(tx, post, text);
    if (isCurrent && isOut && text.ok) await follow(tx, text.links);
  });

/**
 * Keeps what is made of a text and its summary now. Where nothing can be made of it, it shows the source, and its version and what it links to
 * stay as they were. Tells whether this is what the post says still, and whether it is published.
 */
async function rewritePost(
  tx: Transaction,
  { id, source, summary }: StalePost,
  text: RenderResult,
): Promise<{ isCurrent: boolean; isOut: boolean }> {
  const derived = text.ok ? derivedFrom(text) : { html: showAsTyped(source), outline: "[]" };
  // Where the text was changed meanwhile, the change has made its own.
  const { count } = await tx.db.post.updateMany({ where: { id, source, summary }, data: derived });
  tx.invalidate(postKey(id));
  const post = await tx.db.post.findUnique({ where: { id }, select: { status: true } });
  return { isCurrent: count > 0, isOut: post !== null && isPublished(post) };
}
