// What is made of a comment's text.

import { randomBytes } from "node:crypto";
import type { Rendered } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { saidKey } from "~/people/person.server";
import type { Reader, Writer } from "~/platform/database/database.server";
import { postKey } from "~/posts/post.server";
import { RESPONSES_KEY } from "./comment.server";

/** For a new comment: keeps the ids of its footnotes apart on a page with many, and tells nothing of it. */
export const newIdPrefix = () => `c-${randomBytes(6).toString("base64url")}-`;

/** Comments that were rendered before `version`, some of them. */
export const listStaleComments = (db: Reader, version: number, take: number) =>
  db.comment.findMany({
    where: { renderVersion: { lt: version } },
    orderBy: [{ renderVersion: "asc" }, { id: "asc" }],
    take,
    select: { id: true, source: true, idPrefix: true },
  });

/** Keeps what is made of `source` now; null where nothing can be made of it any more, and what there is stays. */
export async function rewriteComment(
  tx: Writer,
  id: number,
  source: string,
  text: Pick<Rendered, "html" | "excerpt"> | null,
): Promise<void> {
  const derived = text ? { html: text.html, excerpt: text.excerpt } : {};
  // Where the text was changed meanwhile, the change has made its own.
  await tx.db.comment.updateMany({
    where: { id, source },
    data: { ...derived, renderVersion: RENDER_VERSION },
  });
  const comment = await tx.db.comment.findUnique({ where: { id }, select: { postId: true, personId: true } });
  if (!comment) return;
  tx.changed(postKey(comment.postId), RESPONSES_KEY);
  if (comment.personId !== null) tx.changed(saidKey(comment.personId));
}
