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
import { deleteEdits, findWaitingText, holdEdit, withdrawEdit } from "~/comments/editing/held-edits.server";
import { hashNetwork } from "~/comments/guests/guest-networks.server";
import { setMentions } from "~/comments/references/mention.server";
import { setLinks } from "~/links/link.server";
import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import { recordPictures } from "~/media/use/media-use.server";
import { areSame, findShownBy } from "~/media/visibility/pictures-shown.server";
import { keepDisputed } from "~/moderation/disputes/disputes.server";
import type { HeldFor } from "~/moderation/holding";
import { type Assessment, keepEditAssessment, renewAssessment } from "~/moderation/spam/filter.server";
import { may } from "~/people/policy";
import { guest, type Member, type Viewer } from "~/people/viewer";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { isApproved, isErased, isHeld } from "~/visibility/status";
import { tellOfMentions } from "../following/tell-followers.server";
import type { Sender, ServiceDeps } from "../moderating/ask-spam-service.server";
import { assessReply } from "../moderating/assess-reply.server";
import { type BlockRefusal, reviewReply } from "../moderating/review-reply.server";
import { type HubDeps, tellHubLater } from "../publishing/hub-news.server";
import { PICTURES_CHANGED, type ReplyTextRefusal, renderReply } from "./reply.server";

/** The writer's proof that a comment is theirs: a member's account, or the secret of a guest's link. */
export type OwnComment = { member: Member; id: number } | { secret: string };

/** The same for an edit, with where it comes from: blocks of networks are compared with a guest's, as with their reply. */
export type Editing =
  | (Extract<OwnComment, { member: Member }> & Partial<Sender>)
  | ({ secret: string } & Sender);

export type EditRefusal =
  | ReplyTextRefusal
  | BlockRefusal
  | { ok: false; reason: EditStateReason | "comment.not-found" };

export interface Edited {
  ok: true;
  comment: CommentToEdit;
  /** Whether the edit waits for a moderator, while the comment stays published as it was. */
  waits: boolean;
}

/** Replaces a comment's text for its writer, with its links and the pages that show it. If an approved comment would have
 *  to wait for a moderator with the new text, the edit waits beside it. The same text again is no edit; the published one
 *  again withdraws an edit that waits. Refused for a comment that isn't theirs, that may not be edited any more
 *  (comments/editing/editing.ts), or that has another text than the form rested on; and if the writer or the new text is
 *  blocked. */
export async function editComment(
  deps: ServiceDeps & HubDeps & { db: Database; render: RenderMarkdown },
  own: Editing,
  { body, basedOn }: EditInput,
  now: Date,
): Promise<Edited | EditRefusal> {
  const { db, render, siteSecret } = deps;
  const before = await findOwn(db, own);
  if (!before) return NOT_FOUND;
  const writer = "member" in own ? own.member : guest;
  const shown = await findShownBy(db, body, writer, before.id);
  const text = await renderReply(render, body, before.idPrefix, shown);
  const assessment = text.ok ? await assessEdit(deps, own, before, body, text) : null;
  const isSuspected = assessment?.isSuspected ?? false;
  return db.write(async (tx) => {
    const comment = await findOwn(tx.db, own);
    if (!comment) return NOT_FOUND;
    const waitingText = await findWaitingText(tx.db, comment.id);
    const present = waitingText ?? comment.source;
    // It was sent twice.
    if (present === body) return { ok: true, comment, waits: waitingText !== null } as const;
    const reason = whyNotEditable(comment, now);
    if (reason !== null) return { ok: false, reason } as const;
    if (fingerprint(present) !== basedOn) return { ok: false, reason: "comment.changed" } as const;
    if (comment.source === body) {
      await deleteEdits(tx, [comment.id]);
      return { ok: true, comment, waits: false } as const;
    }
    if (!text.ok) return text;
    if (!areSame(shown, await findShownBy(tx.db, body, writer, comment.id))) return PICTURES_CHANGED;
    const review = await reviewEdit({ db: tx.db, siteSecret }, own, comment, { text, isSuspected }, now);
    if (!review.ok) return review;
    const { heldFor } = review;
    if ((heldFor !== null || isEditTold(comment, now)) && (await isEditedOften(tx.db, comment.id)))
      return { ok: false, reason: "comment.edited-often" } as const;
    if (heldFor !== null) {
      const edit = await holdEdit(tx, { commentId: comment.id, source: body, heldFor }, now);
      await recordPictures(tx, { heldEditId: edit.id }, body, shown);
      const held = { commentId: comment.id, editId: edit.id };
      if (assessment) await keepEditAssessment(tx, held, assessment, now);
      return { ok: true, comment, waits: true } as const;
    }
    await deleteEdits(tx, [comment.id]);
    await keepDisputed(tx, [comment.id]);
    await rewriteText(tx, comment, body, text, now);
    await renewAssessment(tx, { id: comment.id, isHeld: isHeld(comment) }, assessment, now);
    await setLinks(tx, { commentId: comment.id }, text.links);
    await setMentions(tx, { commentId: comment.id }, text.mentions);
    await recordPictures(tx, { commentId: comment.id }, body, shown);
    if (isApproved(comment)) await tellOfMentions(tx, comment, now);
    if (isApproved(comment)) await tellHubLater(tx, deps, { postId: comment.postId, of: "responses" }, now);
    return { ok: true, comment, waits: false } as const;
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

const isEditedOften = async (db: DatabaseClient, id: number): Promise<boolean> =>
  (await countVersions(db, id)) >= MAX_COMMENT_VERSIONS;

/** Compares the new text with blocks, and asks why an edit of an approved comment waits; null if it doesn't. Once a passage was
 *  cut, it waits whoever the writer is, so that the passage doesn't come back unread. A held comment waits in any case, with its
 *  new text. */
async function reviewEdit(
  { db, siteSecret }: { db: DatabaseClient; siteSecret: SiteSecret },
  own: Editing,
  comment: CommentToEdit,
  { text, isSuspected }: { text: Rendered; isSuspected: boolean },
  now: Date,
): Promise<BlockRefusal | { ok: true; heldFor: HeldFor | null }> {
  const { postId, guestName, guestEmail, guestSite } = comment;
  const guests = { name: guestName ?? "", site: guestSite ?? "", email: guestEmail };
  const networkHash = "secret" in own ? hashNetwork(siteSecret, own.clientAddress) : null;
  const submission = { html: text.html, networkHash, ...guests, postId, isSuspected };
  const review = await reviewReply({ db, siteSecret }, writerOf(own), submission, { now });
  if (!review.ok || !isApproved(comment)) return review.ok ? { ok: true, heldFor: null } : review;
  return { ok: true, heldFor: comment.cutAt === null ? review.heldFor : "cut" };
}

/** Whoever has the secret edits as the guest, also while signed in: known, if the comment is approved. */
const writerOf = (own: OwnComment): Viewer =>
  "member" in own ? own.member : { kind: "guest", proof: own.secret };

/** Asks the spam filter, before the transaction, as for a new reply. Of a guest always: the comment that proves who they are is the
 *  one that would become another. */
async function assessEdit(
  deps: ServiceDeps & { db: DatabaseClient },
  own: Editing,
  { postId, guestName, guestSite }: CommentToEdit,
  body: string,
  text: Pick<Rendered, "html">,
): Promise<Assessment | null> {
  const input = { body, name: guestName ?? "", email: "", site: guestSite ?? "", to: undefined };
  const writer = "member" in own ? own.member : guest;
  const { clientAddress, userAgent = "", referrer = "" } = own;
  const sender = clientAddress === undefined ? null : { clientAddress, userAgent, referrer };
  return assessReply(deps, writer, { postId, input, text, isEdit: true }, sender);
}

/** Withdraws the writer's edit that waits. Returns false if none does, because a moderator has decided or it was withdrawn;
 *  null if the comment isn't theirs. */
export const withdrawOwnEdit = ({ db }: { db: Database }, own: OwnComment): Promise<boolean | null> =>
  db.write(async (tx) => {
    const comment = await findOwn(tx.db, own);
    return comment && withdrawEdit(tx, comment.id);
  });
