import { MAX_LINKS, type ReplyInput } from "~/comments/comment.schema";
import {
  type AddRefusal,
  addComment,
  findCommentByFingerprint,
  fingerprint,
} from "~/comments/comment.server";
import type { RefusalReason } from "~/markdown/limits";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { Viewer } from "~/people/viewer";
import type { Database } from "~/platform/database.server";
import { responseAdded } from "~/responses/responses.server";

export type ReplyResult =
  | { ok: true; commentId: number }
  | { ok: false; reason: AddRefusal["reason"] | RefusalReason | "comment.too-many-links" | "comment.empty" };

/**
 * Adds a reply to a post, or to one of its comments (`input.to`): the comment, the counts and the pages of the discussion in
 * one transaction. The same person saying the same thing in the same place again is given the comment that stands already.
 * The post must be published: the caller has just read it.
 */
export async function replyTo(
  { db, render }: { db: Database; render: RenderMarkdown },
  viewer: Viewer,
  postId: number,
  input: ReplyInput,
  now: Date,
): Promise<ReplyResult> {
  const print = fingerprint(viewer, postId, input);
  const said = await findCommentByFingerprint(db, print);
  if (said) return { ok: true, commentId: said.id };

  // The fingerprint keeps the ids of footnotes apart on a page with many comments.
  const text = await render(input.body, { kind: "comment", idPrefix: `c-${print.slice(0, 8)}-` });
  if (!text.ok) return text;
  if (text.excerpt === "" && text.html.trim() === "") return { ok: false, reason: "comment.empty" };
  if (text.links.filter((link) => !link.local).length > MAX_LINKS)
    return { ok: false, reason: "comment.too-many-links" };

  return db.write(async (tx) => {
    // A second press of the button may have been quicker than the look above.
    const same = await findCommentByFingerprint(tx.db, print);
    if (same) return { ok: true, commentId: same.id };
    const added = await addComment(tx, viewer, { postId, input, text, fingerprint: print }, now);
    if (!added.ok) return added;
    await responseAdded(tx, postId, added.comment.path);
    return { ok: true, commentId: added.comment.id };
  });
}
