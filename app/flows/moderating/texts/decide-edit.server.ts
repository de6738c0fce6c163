// Moderators decide about edits that wait beside a published comment.

import {
  findCommentToEdit,
  findLastVersion,
  restoreVersion,
  rewriteText,
} from "~/comments/editing/comment-edits.server";
import { findEdit, type HeldEdit, setEditStatus } from "~/comments/editing/held-edits.server";
import { setMentions } from "~/comments/references/mention.server";
import { setLinks } from "~/links/link.server";
import type { RenderMarkdown } from "~/markdown/rendered";
import { recordPictures } from "~/media/use/media-use.server";
import type { Decision } from "~/moderation/decision";
import { keepDisputed } from "~/moderation/disputes/disputes.server";
import { addEntry, type Entry, findLastEntry } from "~/moderation/log/log.server";
import type { SeenResponse } from "~/moderation/response-ref";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";
import { isApproved, isHeld, isRemoved, responseStatus } from "~/visibility/status";
import { tellOfMentions } from "../../following/tell-followers.server";
import { type HubDeps, tellHubLater } from "../../publishing/hub-news.server";
import { tellLater, UNDO_SECONDS } from "../decision-news.server";
import { hasItsPictures, ownOf, type PreparedText, prepareText } from "./prepare-text.server";

export type EditDecisionRefusal =
  | "edit.not-found"
  /** Its comment isn't published now. */
  | "edit.hidden"
  | "edit.not-rendered"
  | "moderation.own"
  | "moderation.changed";

/** Renders the edits among what is about to be approved, by their ids. */
export async function prepareEdits(
  { db, render }: { db: Database; render: RenderMarkdown },
  seen: SeenResponse[],
): Promise<Map<number, PreparedText>> {
  const prepared = new Map<number, PreparedText>();
  for (const { kind, id } of seen) {
    const edit = kind === "edit" ? await findEdit(db, { id }) : null;
    if (!edit) continue;
    const { source, commentId, comment } = edit;
    const shownFor = { commentId, withEdit: true };
    prepared.set(id, await prepareText({ db, render }, source, comment.idPrefix, shownFor));
  }
  return prepared;
}

/** Approves or refuses an edit. Holding leaves it as it waits; spam is refused as advertising. */
export async function decideEdit(
  tx: Transaction,
  deps: HubDeps,
  moderator: Member,
  { id }: { id: number },
  { action, reason, words }: Decision,
  prepared: PreparedText | undefined,
  now: Date,
): Promise<{ ok: true; entryIds: number[] } | { ok: false; reason: EditDecisionRefusal }> {
  const edit = await findEdit(tx.db, { id });
  if (!edit) return { ok: false, reason: "edit.not-found" };
  const { personId } = edit.comment;
  if (!may(moderator, "response.moderate", { ownerIds: personId === null ? [] : [personId] }))
    return { ok: false, reason: "moderation.own" };
  if (!isHeld(edit)) return { ok: false, reason: "moderation.changed" };
  if (!isApproved(edit.comment)) return { ok: false, reason: "edit.hidden" };
  if (action === "hold") return { ok: true, entryIds: [] };
  const isAccepted = action === "approve";
  if (isAccepted) {
    const applied = await applyEdit(tx, deps, edit, prepared, now);
    if (!applied.ok) return applied;
  }
  await setEditStatus(tx, id, isAccepted ? responseStatus.approved : responseStatus.removed);
  const entry = {
    action: isAccepted ? ("approve-edit" as const) : ("refuse-edit" as const),
    response: { kind: "comment" as const, id: edit.commentId },
    ...{ editId: id, was: responseStatus.held, words },
    reason: action === "mark-spam" ? ("advertising" as const) : reason,
  };
  const entryId = await addEntry(tx, moderator.id, entry, now);
  await tellLater(tx, entryId, now);
  return { ok: true, entryIds: [entryId] };
}

async function applyEdit(
  tx: Transaction,
  deps: HubDeps,
  { commentId, source }: HeldEdit,
  prepared: PreparedText | undefined,
  now: Date,
): Promise<
  { ok: true } | { ok: false; reason: "edit.not-found" | "edit.not-rendered" | "moderation.changed" }
> {
  const comment = await findCommentToEdit(tx.db, { id: commentId });
  if (!comment) return { ok: false, reason: "edit.not-found" };
  if (prepared?.source !== source) return { ok: false, reason: "moderation.changed" };
  if (!(await hasItsPictures(tx.db, prepared))) return { ok: false, reason: "moderation.changed" };
  if (!prepared.text.ok) return { ok: false, reason: "edit.not-rendered" };
  await keepDisputed(tx, [commentId]);
  await rewriteText(tx, comment, source, prepared.text, now, true);
  await setLinks(tx, { commentId }, prepared.text.links);
  await setMentions(tx, { commentId }, prepared.text.mentions);
  await recordPictures(tx, { commentId }, source, prepared.shown);
  await tellHubLater(tx, deps, { postId: comment.postId, of: "responses" }, now);
  // As with an approved response, nobody is told before this can hardly be undone any more.
  if (isApproved(comment))
    await tellOfMentions(tx, comment, now, new Date(now.getTime() + UNDO_SECONDS * 1000));
  return { ok: true };
}

/** Renders the text that a comment had before an edit was approved; null if it isn't kept. */
export async function prepareEarlierText(
  { db, render }: { db: Database; render: RenderMarkdown },
  { commentId }: Entry,
): Promise<PreparedText | null> {
  const comment = commentId === null ? null : await findCommentToEdit(db, { id: commentId });
  const version = comment && (await findLastVersion(db, comment.id));
  return version && prepareText({ db, render }, version.source, comment.idPrefix, ownOf(comment));
}

/** Lets an edit wait again that was approved or refused, unless its writer or another moderator has changed something
 *  since. Returns whether it could be done. */
export async function undoEditDecision(
  tx: Transaction,
  deps: HubDeps,
  entry: Entry,
  prepared: PreparedText | null,
  now: Date,
): Promise<boolean> {
  const edit = entry.editId === null ? null : await findEdit(tx.db, { id: entry.editId });
  if (!edit || (await findLastEntry(tx.db, { kind: "edit", id: edit.id }))?.id !== entry.id) return false;
  if (entry.action === "approve-edit" && !(await takeEditBack(tx, deps, edit, prepared, now))) return false;
  if (entry.action === "refuse-edit" && !isRemoved(edit)) return false;
  await setEditStatus(tx, edit.id, responseStatus.held);
  return true;
}

async function takeEditBack(
  tx: Transaction,
  deps: HubDeps,
  edit: HeldEdit,
  prepared: PreparedText | null,
  now: Date,
): Promise<boolean> {
  const { commentId, source } = edit;
  const comment = await findCommentToEdit(tx.db, { id: commentId });
  const version = await findLastVersion(tx.db, commentId);
  if (!isApproved(edit) || comment?.source !== source || !version || version.removedAt) return false;
  if (prepared?.source !== version.source || !prepared.text.ok) return false;
  if (!(await hasItsPictures(tx.db, prepared))) return false;
  await keepDisputed(tx, [commentId]);
  await restoreVersion(tx, comment, version, prepared.text);
  await setLinks(tx, { commentId }, prepared.text.links);
  await setMentions(tx, { commentId }, prepared.text.mentions);
  await recordPictures(tx, { commentId }, prepared.source, prepared.shown);
  await tellHubLater(tx, deps, { postId: comment.postId, of: "responses" }, now);
  return true;
}
