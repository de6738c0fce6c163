// What is made of a comment's text.

import { randomBytes } from "node:crypto";
import { showAsTyped } from "~/markdown/as-typed";
import type { RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { saidKey } from "~/people/person.server";
import type { Reader, Writer } from "~/platform/database/database.server";
import { postKey } from "~/posts/post.server";
import { RESPONSES_KEY } from "./comment.server";

/** For a new comment: keeps the ids of its footnotes apart on a page with many, and tells nothing of it. */
export const newIdPrefix = () => `c-${randomBytes(6).toString("base64url")}-`;

/** Comments that were rendered before `version`, after one, in order of their ids. */
export async function listStaleComments(db: Reader, version: number, after: number, take: number) {
  const isOld = { renderVersion: { lt: version } };
  // Nearly always there is none, which the index tells: in order of ids the whole table would be read at every start.
  const oldest = { orderBy: { renderVersion: "asc" }, select: { id: true } } as const;
  if (!(await db.comment.findFirst({ where: isOld, ...oldest }))) return [];
  return db.comment.findMany({
    where: { ...isOld, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, source: true, idPrefix: true },
  });
}

/** Keeps what is made of `source` now. Where nothing can be made of it, it shows the source, and its version stays the old one. */
export async function rewriteComment(
  tx: Writer,
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
  tx.changed(postKey(comment.postId), RESPONSES_KEY);
  if (comment.personId !== null) tx.changed(saidKey(comment.personId));
}
