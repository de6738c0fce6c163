// What is made of a comment's text.

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

/** For a new comment: keeps the ids of its footnotes apart on a page with many, and tells nothing of it. */
export const newIdPrefix = () => `c-${randomBytes(6).toString("base64url")}-`;

/** Comments that were rendered before `version`, after one, in order of their ids. */
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

/** Renders a comment again, if it still says `source` then. False where it can't be rendered just now. */
export const remakeComment = (
  deps: { db: Database; render: RenderMarkdown },
  { id, source, idPrefix }: { id: number; source: string; idPrefix: string },
): Promise<boolean> =>
  renderAgain<Transaction>(deps, source, { kind: "comment", idPrefix }, (tx, text) =>
    rewriteComment(tx, id, source, text),
  );

/** Keeps what is made of `source` now. Where nothing can be made of it, it shows the source, and its version stays the old one. */
async function rewriteComment(
  tx: Transaction,
  id: number,
  source: string,
  text: RenderResult,
): Promise<void> {
  const derived = text.ok
    ? { html: text.html, excerpt: text.excerpt, renderVersion: RENDER_VERSION }
    : { html: showAsTyped(source) };
  // Where the text was changed meanwhile, the change has made its own.
  await tx.db.comment.updateMany({ where: { id, source }, data: derived });
  const comment = await tx.db.comment.findUnique({ where: { id }, select: { postId: true, personId: true } });
  if (!comment) return;
  tx.invalidate(postKey(comment.postId), RESPONSES_KEY);
  if (comment.personId !== null) tx.invalidate(commentsByPersonKey(comment.personId));
}
