import { MAX_LINKS, type ReplyInput } from "~/comments/comment.schema";
import {
  type AddRefusal,
  addComment,
  findCommentByFingerprint,
  fingerprint,
  type PlacedComment,
} from "~/comments/comment.server";
import { notePrefix } from "~/comments/comment-rendering.server";
import type { RefusalReason } from "~/markdown/limits";
import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import { showsSomething } from "~/markdown/visible";
import type { Speaker } from "~/people/viewer";
import { type Database, isUniqueViolation } from "~/platform/database/database.server";
import { responseAdded } from "~/responses/responses.server";

export type ReplyTextRefusal = {
  ok: false;
  reason: RefusalReason | "comment.too-many-links" | "comment.empty";
};
export type ReplyResult = { ok: true; comment: PlacedComment } | AddRefusal | ReplyTextRefusal;

/**
 * Adds a reply to a post, or to one of its comments (`input.to`): the comment, the counts and the pages of the discussion in
 * one transaction. The same person saying the same thing in the same place again is given the comment that stands already.
 * The post must be published: the caller has just read it.
 */
export async function replyTo(
  { db, render }: { db: Database; render: RenderMarkdown },
  speaker: Speaker,
  postId: number,
  input: ReplyInput,
  now: Date,
): Promise<ReplyResult> {
  const print = fingerprint(speaker, postId, input);
  const said = await findCommentByFingerprint(db, print);
  if (said) return { ok: true, comment: said };

  const text = await setReply(render, input.body, notePrefix(print));
  if (!text.ok) return text;

  try {
    return await db.write(async (tx) => {
      const added = await addComment(tx, speaker, { postId, input, text, fingerprint: print }, now);
      if (added.ok) await responseAdded(tx, postId, added.comment);
      return added;
    });
  } catch (error) {
    // A second press of the button was quicker than the look above: the database takes a fingerprint once.
    const same = isUniqueViolation(error) && (await findCommentByFingerprint(db, print));
    if (!same) throw error;
    return { ok: true, comment: same };
  }
}

/** A reply's text as it will stand, or why it can't: asked by who previews and by who sends. */
export async function setReply(
  render: RenderMarkdown,
  body: string,
  idPrefix: string,
): Promise<({ ok: true } & Rendered) | ReplyTextRefusal> {
  const text = await render(body, { kind: "comment", idPrefix });
  if (!text.ok) return text;
  if (!showsSomething(text.html)) return { ok: false, reason: "comment.empty" };
  if (text.links.filter((link) => !link.local).length > MAX_LINKS)
    return { ok: false, reason: "comment.too-many-links" };
  return text;
}
