// A writer edits their own comment.

import { hashSecret } from "~/accounts/token.server";
import type { EditInput } from "~/comments/comment.schema";
import {
  type CommentToEdit,
  countVersions,
  findCommentToEdit,
  fingerprint,
  rewriteText,
} from "~/comments/editing/comment-edits.server";
import type { EditStateReason } from "~/comments/editing/edit-refusals";
import { isEditTold, MAX_COMMENT_VERSIONS, whyNotEditable } from "~/comments/editing/editing";
import { setLinks } from "~/links/link.server";
import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import { may } from "~/people/policy";
import { guest, type Member, type Viewer } from "~/people/viewer";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { isApproved, isErased } from "~/visibility/status";
import { assessReply } from "./moderating/assess-reply.server";
import { type BlockRefusal, reviewReply } from "./moderating/review-reply.server";
import { type ReplyTextRefusal, renderReply } from "./reply.server";

/** The writer's proof that a comment is theirs: a member's account, or the secret of a guest's link. */
export type OwnComment = { member: Member; id: number } | { secret: string };

export type EditRefusal =
  | ReplyTextRefusal
  | BlockRefusal
  | { ok: false; reason: EditStateReason | "comment.not-found" };

/** Replaces a comment's text for its writer, with its links and the pages that show it. The same text again is
 *  no edit. Refused for a comment that isn't theirs, that may not be edited any more (comments/editing/editing.ts), or that has another
 *  text than the form rested on; if the writer or the new text is blocked; and if an approved comment would have to wait for a
 *  moderator with the new text. */
export async function editComment(
  { db, render, siteSecret }: { db: Database; render: RenderMarkdown; siteSecret: SiteSecret },
  own: OwnComment,
  { body, basedOn }: EditInput,
  now: Date,
): Promise<{ ok: true; comment: CommentToEdit } | EditRefusal> {
  const before = await findOwn(db, own);
  if (!before) return NOT_FOUND;
  if (before.source === body) return { ok: true, comment: before };
  const text = await renderReply(render, body, before.idPrefix);
  const isSuspected = text.ok && isApproved(before) && (await looksLikeSpam(db, own, before, body, text));
  return db.write(async (tx) => {
    const comment = await findOwn(tx.db, own);
    if (!comment) return NOT_FOUND;
    // It was sent twice.
    if (comment.source === body) return { ok: true, comment } as const;
    const reason = await whyRefused(tx.db, comment, basedOn, now);
    if (reason !== null) return { ok: false, reason } as const;
    if (!text.ok) return text;
    const refusal = await reviewEdit({ db: tx.db, siteSecret }, own, comment, { text, isSuspected }, now);
    if (refusal) return refusal;
    await rewriteText(tx, comment, body, text, now);
    await setLinks(tx, { commentId: comment.id }, text.links);
    return { ok: true, comment } as const;
  });
}

const NOT_FOUND = { ok: false, reason: "comment.not-found" } as const;

/** The comment, if it is the writer's. An erased one is nobody's. */
export async function findOwn(db: DatabaseClient, own: OwnComment): Promise<CommentToEdit | null> {
  const isByMember = "member" in own;
  const comment = await findCommentToEdit(
    db,
    isByMember ? { id: own.id } : { secretHash: hashSecret(own.secret) },
  );
  if (!comment || isErased(comment)) return null;
  const ownerIds = comment.personId === null ? [] : [comment.personId];
  return isByMember && !may(own.member, "response.edit", { ownerIds }) ? null : comment;
}

/** Reads in the transaction what the decision depends on. */
async function whyRefused(
  db: DatabaseClient,
  comment: CommentToEdit,
  basedOn: string,
  now: Date,
): Promise<EditStateReason | null> {
  const reason = whyNotEditable(comment, now);
  if (reason !== null) return reason;
  if (fingerprint(comment.source) !== basedOn) return "comment.changed";
  if (isEditTold(comment, now) && (await countVersions(db, comment.id)) >= MAX_COMMENT_VERSIONS)
    return "comment.edited-often";
  return null;
}

/** Compares the new text with blocks, and asks whether it would be held, which a held one is in any case. */
async function reviewEdit(
  { db, siteSecret }: { db: DatabaseClient; siteSecret: SiteSecret },
  own: OwnComment,
  comment: CommentToEdit,
  { text, isSuspected }: { text: Rendered; isSuspected: boolean },
  now: Date,
): Promise<BlockRefusal | { ok: false; reason: "comment.would-wait" } | null> {
  const { postId, guestName, guestEmail, guestSite } = comment;
  const guests = { name: guestName ?? "", site: guestSite ?? "", email: guestEmail };
  const submission = { html: text.html, networkHash: null, ...guests, postId, isSuspected };
  const review = await reviewReply({ db, siteSecret }, writerOf(own), submission, { now });
  if (!review.ok) return review;
  return isApproved(comment) && review.heldFor !== null ? { ok: false, reason: "comment.would-wait" } : null;
}

/** Whoever has the secret edits as the guest, also while signed in: known, if the comment is approved. */
const writerOf = (own: OwnComment): Viewer =>
  "member" in own ? own.member : { kind: "guest", proof: own.secret };

/** Asks the spam filter, before the transaction, as for a new reply. Of a guest always: the comment that proves who they are is the
 *  one that would become another. */
async function looksLikeSpam(
  db: DatabaseClient,
  own: OwnComment,
  { postId, guestName, guestSite }: CommentToEdit,
  body: string,
  text: Pick<Rendered, "html">,
): Promise<boolean> {
  const input = { body, name: guestName ?? "", email: "", site: guestSite ?? "", to: undefined };
  const writer = "member" in own ? own.member : guest;
  return (await assessReply(db, writer, { postId, input, text }))?.isSuspected ?? false;
}
