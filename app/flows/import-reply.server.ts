import { type AddRefusal, addComment } from "~/comments/comment.server";
import { newIdPrefix } from "~/comments/comment-rendering.server";
import {
  changeImported,
  findImported,
  type ImportedComment,
  isAsImported,
  markImported,
} from "~/comments/imported-comments.server";
import { addLinks, setLinks } from "~/links/link.server";
import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import type { Database, Transaction } from "~/platform/database/database.server";
import { isOut } from "~/posts/post.server";
import { responseAdded } from "~/responses/responses.server";
import { type ReplyTextRefusal, renderArchivedReply } from "./reply.server";

export type ImportedReply =
  | { ok: true; id: number; outcome: "added" | "changed" | "unchanged" }
  | AddRefusal
  | ReplyTextRefusal
  | { ok: false; reason: "post.not-found" };

/** Adds a response of an archive with its original date as replyTo() would, or updates a known one. Refused
 *  if the post is not published, or is withdrawn while the text is rendered. */
export async function importReply(
  { db, render }: { db: Database; render: RenderMarkdown },
  reply: ImportedComment,
): Promise<ImportedReply> {
  const known = await findImported(db, reply);
  if (known?.origin === reply.origin && isAsImported(known, reply))
    return { ok: true, id: known.id, outcome: "unchanged" };

  const idPrefix = known?.idPrefix || newIdPrefix();
  const text = await renderArchivedReply(render, reply.source, idPrefix);
  if (!text.ok) return text;
  return db.write((tx) => takeIn(tx, reply, text, idPrefix));
}

async function takeIn(
  tx: Transaction,
  reply: ImportedComment,
  text: Rendered,
  idPrefix: string,
): Promise<ImportedReply> {
  if (!(await isOut(tx.db, reply.postId))) return { ok: false, reason: "post.not-found" };
  const known = await findImported(tx.db, reply);
  if (known && isAsImported(known, reply)) {
    await markImported(tx, known, reply.origin);
    return { ok: true, id: known.id, outcome: "unchanged" };
  }
  if (known) {
    await changeImported(tx, known, reply, text);
    await setLinks(tx, { commentId: known.id }, text.links);
    return { ok: true, id: known.id, outcome: "changed" };
  }
  const { postId, parentId, speaker, name, site, source, origin, at } = reply;
  const input = { body: source, name, email: "", site, to: parentId ?? undefined };
  const added = await addComment(tx, speaker, { postId, input, text, idPrefix, origin }, at);
  if (!added.ok) return added;
  await addLinks(tx, { commentId: added.comment.id }, text.links);
  await responseAdded(tx, postId, added.comment);
  return { ok: true, id: added.comment.id, outcome: "added" };
}
