// Rendering comments.

import { randomBytes } from "node:crypto";
import { showAsTyped } from "~/markdown/as-typed";
import { renderAgain } from "~/markdown/render-again";
import type { RenderMarkdown, RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { commentsByPersonKey } from "~/people/person.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { listStale } from "~/platform/database/stale-rows";
import { postKey } from "~/posts/post.server";
import { RESPONSES_KEY } from "./comment.server";

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
      list: (query) => db.comment.findMany({ ...query, select: { id: true, source: true, idPrefix: true } }),
    },
    ...which,
  );

/** Renders a comment again, unless its source has changed since. Returns false if the renderer is busy. */
export const remakeComment = (
  deps: { db: Database; render: RenderMarkdown },
  { id, source, idPrefix }: { id: number; source: string; idPrefix: string },
): Promise<boolean> =>
  renderAgain<Transaction>(deps, source, { kind: "comment", idPrefix }, (tx, text) =>
    rewriteComment(tx, id, source, text),
  );

/** Stores the rendered text. A refused text shows its source and keeps its old version. */
async function rewriteComment(
  tx: Transaction,
  id: number,
  source: string,
  text: RenderResult,
): Promise<void> {
  const derived = text.ok
    ? { html: text.html, excerpt: text.excerpt, renderVersion: RENDER_VERSION }
    : { html: showAsTyped(source) };
  // A simultaneous edit changes the source and stores its own rendering.
  await tx.db.comment.updateMany({ where: { id, source }, data: derived });
  const comment = await tx.db.comment.findUnique({ where: { id }, select: { postId: true, personId: true } });
  if (!comment) return;
  tx.invalidate(postKey(comment.postId), RESPONSES_KEY);
  if (comment.personId !== null) tx.invalidate(commentsByPersonKey(comment.personId));
}
