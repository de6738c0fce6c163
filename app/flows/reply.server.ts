import { MAX_LINKS, MAX_PICTURES, type ReplyInput } from "~/comments/comment.schema";
import { type AddRefusal, addComment } from "~/comments/comment.server";
import { newIdPrefix } from "~/comments/comment-rendering.server";
import {
  findRepeated,
  RepeatedReply,
  rememberReply,
  repeatKey,
  type SentComment,
} from "~/comments/reply/recent-replies.server";
import { addLinks } from "~/links/link.server";
import type { RefusalReason } from "~/markdown/limits";
import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import { hasVisibleText } from "~/markdown/visible";
import type { Speaker } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";
import { responseAdded } from "~/responses/responses.server";

export type ReplyTextRefusal = {
  ok: false;
  reason: RefusalReason | "comment.too-many-links" | "comment.too-many-pictures" | "comment.empty";
};
export type ReplyResult = { ok: true; comment: SentComment } | AddRefusal | ReplyTextRefusal;

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
  const idPrefix = newIdPrefix();
  const text = await renderReply(render, input.body, idPrefix);
  const add = async (tx: Transaction, rendered: Rendered): Promise<ReplyResult> => {
    const added = await addComment(tx, speaker, { postId, input, text: rendered, idPrefix }, now);
    if (!added.ok) return added;
    await addLinks(tx, { commentId: added.comment.id }, rendered.links);
    await rememberReply(tx, key, added.comment.id, now);
    await responseAdded(tx, postId, added.comment);
    return added;
  };
  const result = text.ok ? await db.write((tx) => add(tx, text)).catch(returnRepeated) : text;
  if (!(result instanceof RepeatedReply) && result.ok) return result;
  // Looked for last, because few replies are repeated. A repeated one may also be refused where the first was
  // not, as when its parent was deleted since.
  const repeated = await findRepeated(db, key, now);
  if (repeated) return { ok: true, comment: repeated };
  if (result instanceof RepeatedReply) throw result;
  return result;
}

function returnRepeated(error: unknown): RepeatedReply {
  if (error instanceof RepeatedReply) return error;
  throw error;
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
