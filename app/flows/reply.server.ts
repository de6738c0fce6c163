import { MAX_LINKS, MAX_PICTURES, type ReplyInput } from "~/comments/comment.schema";
import { type AddRefusal, addComment } from "~/comments/comment.server";
import { newIdPrefix } from "~/comments/comment-rendering.server";
import {
  findRepeated,
  rememberReply,
  repeatKey,
  type SentComment,
} from "~/comments/reply/recent-replies.server";
import { addLinks } from "~/links/link.server";
import type { RefusalReason } from "~/markdown/limits";
import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import { hasVisibleText } from "~/markdown/visible";
import type { Speaker } from "~/people/viewer";
import { type Database, isUniqueViolation } from "~/platform/database/database.server";
import { isOut } from "~/posts/post.server";
import { responseAdded } from "~/responses/responses.server";

export type ReplyTextRefusal = {
  ok: false;
  reason: RefusalReason | "comment.too-many-links" | "comment.too-many-pictures" | "comment.empty";
};
export type ReplyResult =
  | { ok: true; comment: SentComment }
  | AddRefusal
  | ReplyTextRefusal
  | { ok: false; reason: "post.not-found" };

/** Adds a reply to a post or comment (`input.to`): the comment, the counts and the pages of the discussion in
 *  one transaction. A repeated submission returns the existing comment. Refused if the post is not published,
 *  or is withdrawn while the text is rendered. */
export async function replyTo(
  { db, render }: { db: Database; render: RenderMarkdown },
  speaker: Speaker,
  postId: number,
  input: ReplyInput,
  { now, clientAddress }: { now: Date; clientAddress: string },
): Promise<ReplyResult> {
  const key = repeatKey(speaker, clientAddress, postId, input);
  const repeated = await findRepeated(db, key, now);
  if (repeated) return { ok: true, comment: repeated };

  const idPrefix = newIdPrefix();
  const text = await renderReply(render, input.body, idPrefix);
  if (!text.ok) return text;

  try {
    return await db.write(async (tx) => {
      if (!(await isOut(tx.db, postId))) return { ok: false, reason: "post.not-found" } as const;
      const added = await addComment(tx, speaker, { postId, input, text, idPrefix }, now);
      if (!added.ok) return added;
      await addLinks(tx, { commentId: added.comment.id }, text.links);
      await rememberReply(tx, key, added.comment.id, now);
      await responseAdded(tx, postId, added.comment);
      return added;
    });
  } catch (error) {
    // A simultaneous submission was stored after the check above: the key is unique.
    const same = isUniqueViolation(error) && (await findRepeated(db, key, now));
    if (!same) throw error;
    return { ok: true, comment: same };
  }
}

/** Renders a reply for a preview or a post, or refuses it. */
export async function renderReply(
  render: RenderMarkdown,
  body: string,
  idPrefix: string,
): Promise<({ ok: true } & Rendered) | ReplyTextRefusal> {
  const text = await renderArchivedReply(render, body, idPrefix);
  if (!text.ok) return text;
  if (text.links.filter((link) => !link.local).length > MAX_LINKS)
    return { ok: false, reason: "comment.too-many-links" };
  if (text.pictures > MAX_PICTURES) return { ok: false, reason: "comment.too-many-pictures" };
  return text;
}

/** The same for an archived reply, without the limits of a guest's. */
export async function renderArchivedReply(
  render: RenderMarkdown,
  body: string,
  idPrefix: string,
): Promise<({ ok: true } & Rendered) | ReplyTextRefusal> {
  const text = await render(body, { kind: "comment", idPrefix });
  if (text.ok && !hasVisibleText(text.html)) return { ok: false, reason: "comment.empty" };
  return text;
}
