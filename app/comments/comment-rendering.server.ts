// Rendering comments.

import { randomBytes } from "node:crypto";
import { showAsTyped } from "~/markdown/as-typed";
import { renderAgain } from "~/markdown/render-again";
import type { Link, RenderMarkdown, RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { findShown } from "~/media/visibility/pictures-shown.server";
import { commentsByPersonKey } from "~/people/person.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { listStale } from "~/platform/database/rows/stale-rows";
import { postKey } from "~/posts/post.server";
import { RESPONSES_KEY } from "./comment.server";
import { readMentioned } from "./references/mention.server";

/** A new comment's prefix of footnote ids: unique on the page, and random so that it reveals nothing. */
export const newIdPrefix = () => `c-${randomBytes(6).toString("base64url")}-`;

/** Comments rendered before `version`, by ascending id from `after` on. */
export const listStaleComments = (
  db: DatabaseClient,
  ...which: [version: number, after: number, take: number]
) =>
  listStale(
    {
      findOldest: (query) => db.comment.findFirst(query),
      list: (query) => db.comment.findMany({ ...query, select: staleFields }),
    },
    ...which,
  );

const staleFields = { id: true, source: true, idPrefix: true, html: true, renderVersion: true } as const;

/**
 * Renders a comment again, unless its text has changed. `follow` is given the links of what is stored, in the same transaction. Returns
 * false if the renderer is busy; nothing is stored then.
 */
export async function renderCommentAgain(
  deps: { db: Database; render: RenderMarkdown },
  { id, source, idPrefix }: { id: number; source: string; idPrefix: string },
  follow: (tx: Transaction, links: Link[]) => Promise<void>,
): Promise<boolean> {
  const showsPictures = await findShown(deps.db, source, { commentId: id });
  const mentions = await readMentioned(deps.db, { commentId: id });
  const options = { kind: "comment", idPrefix, showsPictures, mentions } as const;
  return renderAgain<Transaction>(deps, source, options, async (tx, text) => {
    const isCurrent = await rewriteComment(tx, id, source, text);
    if (isCurrent && text.ok) await follow(tx, text.links);
  });
}

/** Stores what is made of `source`, and tells whether the comment still has that text. If the text was refused, the source is shown
 *  as typed, and its version stays as it was. */
async function rewriteComment(
  tx: Transaction,
  id: number,
  source: string,
  text: RenderResult,
): Promise<boolean> {
  const derived = text.ok
    ? { html: text.html, excerpt: text.excerpt, renderVersion: RENDER_VERSION }
    : { html: showAsTyped(source) };
  // The condition on the source: if the text has changed in the meantime, that change has stored its own.
  const { count } = await tx.db.comment.updateMany({ where: { id, source }, data: derived });
  const comment = await tx.db.comment.findUnique({ where: { id }, select: { postId: true, personId: true } });
  if (!comment) return false;
  tx.reindex("comment", id);
  tx.invalidate(postKey(comment.postId), RESPONSES_KEY);
  if (comment.personId !== null) tx.invalidate(commentsByPersonKey(comment.personId));
  return count > 0;
}

/** The texts of comments that have these words in them, in order of id. */
export const listCommentsWith = (db: DatabaseClient, words: string, after: number, take: number) =>
  db.comment.findMany({
    where: { source: { contains: words }, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, source: true },
  });

export const findCommentHtml = async (db: DatabaseClient, id: number): Promise<string | null> =>
  (await db.comment.findUnique({ where: { id }, select: { html: true } }))?.html ?? null;
