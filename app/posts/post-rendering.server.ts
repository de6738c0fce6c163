// Rendering posts.

import { showAsTyped } from "~/markdown/as-typed";
import { renderAgain } from "~/markdown/render-again";
import type { Link, Mentioning, Rendered, RenderMarkdown, RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { listStale } from "~/platform/database/rows/stale-rows";
import { isPublished } from "~/visibility/status";
import { postKey, postTextKey } from "./post.server";

/** Columns derived from a post's text and summary. */
export const derivedFrom = (text: Rendered) => ({
  html: text.html,
  summaryText: text.summary,
  excerpt: text.excerpt,
  outline: JSON.stringify(text.outline),
  wordCount: text.wordCount,
  renderVersion: RENDER_VERSION,
});

/** Posts rendered before `version`, by ascending id from `after` on. */
export const listStalePosts = (
  db: DatabaseClient,
  ...which: [version: number, after: number, take: number]
) =>
  listStale(
    {
      findOldest: (query) => db.post.findFirst(query),
      list: (query) => db.post.findMany({ ...query, select: staleFields }),
    },
    ...which,
  );

const staleFields = { id: true, source: true, summary: true, html: true, renderVersion: true } as const;

interface StalePost {
  id: number;
  source: string;
  summary: string;
}

/**
 * Renders a post again, unless its text or summary has changed. `follow` is given the links of what is stored, in the same transaction,
 * and whether the post is published. `mentions` are the people whom it mentions already. Returns false if the renderer is busy; nothing is stored then.
 */
export const renderPostAgain = (
  deps: { db: Database; render: RenderMarkdown },
  post: StalePost,
  follow: (tx: Transaction, links: Link[], isOut: boolean) => Promise<void>,
  mentions: Mentioning["mentions"],
): Promise<boolean> => {
  const options = { kind: "post", summary: post.summary, mentions: mentions ?? {} } as const;
  return renderAgain<Transaction>(deps, post.source, options, async (tx, text) => {
    const { isCurrent, isOut } = await rewritePost(tx, post, text);
    if (isCurrent && text.ok) await follow(tx, text.links, isOut);
  });
};

/**
 * Stores what is made of a text and its summary. If the text was refused, the source is shown as typed, and its version and its links
 * stay as they were. Tells whether the post still has this text, and whether it is published.
 */
async function rewritePost(
  tx: Transaction,
  { id, source, summary }: StalePost,
  text: RenderResult,
): Promise<{ isCurrent: boolean; isOut: boolean }> {
  const derived = text.ok ? derivedFrom(text) : { html: showAsTyped(source), outline: "[]" };
  // The condition on the source: if the text has changed in the meantime, that change has stored its own.
  const { count } = await tx.db.post.updateMany({ where: { id, source, summary }, data: derived });
  tx.invalidate(postKey(id), postTextKey(id));
  const post = await tx.db.post.findUnique({ where: { id }, select: { status: true } });
  return { isCurrent: count > 0, isOut: post !== null && isPublished(post) };
}

/** The texts of posts that have these words in them, in order of id. */
export const listPostsWith = (db: DatabaseClient, words: string, after: number, take: number) =>
  db.post.findMany({
    where: { source: { contains: words }, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, source: true },
  });
