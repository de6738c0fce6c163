// A moderator cuts a passage out of a comment, or removes one of its earlier texts. Nobody writes another's words: what is
// left is the writer's, with a mark where the passage was.

import { mayNow } from "~/accounts/present-rights.server";
import { type CommentToEdit, findCommentToEdit, fingerprint } from "~/comments/editing/comment-edits.server";
import { listCutTexts, listVersions, removeVersion, storeCut, undoCut } from "~/comments/editing/cuts.server";
import { cutPieces, cutWords, listPieces } from "~/comments/editing/passages";
import { setMentions } from "~/comments/references/mention.server";
import { setLinks } from "~/links/link.server";
import type { RenderMarkdown } from "~/markdown/rendered";
import { recordPictures } from "~/media/use/media-use.server";
import type { Reason } from "~/moderation/actions";
import { keepDisputed } from "~/moderation/disputes/disputes.server";
import { addEntry, type Entry, findLastTextRemoval } from "~/moderation/log/log.server";
import { forgetComments } from "~/moderation/spam/filter.server";
import type { Member } from "~/people/viewer";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { postKey } from "~/posts/post.server";
import { isApproved, isErased, type ResponseStatus } from "~/visibility/status";
import { type HubDeps, tellHubLater } from "../../publishing/hub-news.server";
import type { ReplyTextRefusal } from "../../responding/reply.server";
import { tellLater } from "../decision-news.server";
import { whyForOthers } from "./may-change.server";
import { hasItsPictures, ownOf, type PreparedText, prepareText } from "./prepare-text.server";

interface Deps extends HubDeps {
  db: Database;
  render: RenderMarkdown;
}

/** What is cut: pieces of the text by their places in it (comments/editing/passages.ts), and words wherever they stand. */
export interface Cut {
  pieces: number[];
  passage: string;
}

interface Why {
  reason: Reason | "";
  words: string;
}

type TextRefusal = "comment.not-found" | "moderation.not-allowed" | "moderation.own" | "moderation.sealed";

export type CutRefusal =
  | { ok: false; reason: TextRefusal | "moderation.changed" | "cut.nothing" | "cut.not-in-text" }
  | ReplyTextRefusal;

/** Cuts passages out of a comment's text, and out of its earlier texts wherever these have the same words. Returns the
 *  entry of the log, for undoing. Refused if the comment has another text than the form rested on. */
export async function cutPassage(
  deps: Deps,
  moderator: Member,
  { id, basedOn, cut, why }: { id: number; basedOn: string; cut: Cut; why: Why },
  now: Date,
): Promise<{ ok: true; entryId: number } | CutRefusal> {
  const before = await findCommentToEdit(deps.db, { id });
  if (!before || isErased(before)) return { ok: false, reason: "comment.not-found" };
  const passages = readPassages(before.source, cut);
  if (!passages.ok) return passages;
  const prepared = await prepareText(deps, passages.source, before.idPrefix, { commentId: id });
  return deps.db.write(async (tx) => {
    const found = await findToCut(tx.db, moderator, id);
    if (!found.ok) return found;
    const { comment } = found;
    if (fingerprint(comment.source) !== basedOn || comment.source !== before.source)
      return { ok: false, reason: "moderation.changed" } as const;
    if (!(await hasItsPictures(tx.db, prepared))) return { ok: false, reason: "moderation.changed" } as const;
    if (!prepared.text.ok) return prepared.text;
    await keepDisputed(tx, [id]);
    const entryId = await logText(tx, moderator, comment, { action: "cut-passage", ...why }, now);
    const versions = (await listVersions(tx.db, id)).flatMap(({ number, source }) => {
      const after = cutWords(source, passages.words);
      return after === source ? [] : { number, before: source, after };
    });
    await storeCut(tx, comment, { entryId, source: prepared.source, text: prepared.text, versions }, now);
    await setLinks(tx, { commentId: id }, prepared.text.links);
    await setMentions(tx, { commentId: id }, prepared.text.mentions);
    await recordPictures(tx, { commentId: id }, prepared.source, prepared.shown);
    await forgetComments(tx, [id]);
    if (isApproved(comment)) await tellHubLater(tx, deps, { postId: comment.postId, of: "responses" }, now);
    return { ok: true, entryId } as const;
  });
}

/** The text without what is cut, and the words that are cut of earlier texts. */
function readPassages(source: string, { pieces, passage }: Cut) {
  const chosen = listPieces(source).filter((_, index) => pieces.includes(index));
  const passages = passage.trim() === "" ? [] : [passage.trim()];
  if (chosen.length + passages.length === 0) return { ok: false, reason: "cut.nothing" } as const;
  if (passages.some((words) => !source.includes(words)))
    return { ok: false, reason: "cut.not-in-text" } as const;
  // Longer ones first, so that none is cut apart by another.
  const words = [...chosen.map(({ text }) => text), ...passages].sort((a, b) => b.length - a.length);
  return { ok: true, source: cutWords(cutPieces(source, chosen), passages), words } as const;
}

/** Removes an earlier text of a comment for good. Refused as cutting is, and if it is removed already. */
export const removeCommentVersion = (
  { db }: Deps,
  moderator: Member,
  { id, number, why }: { id: number; number: number; why: Why },
  now: Date,
): Promise<{ ok: true; entryId: number } | { ok: false; reason: TextRefusal | "version.not-found" }> =>
  db.write(async (tx) => {
    const found = await findToCut(tx.db, moderator, id);
    if (!found.ok) return found;
    if (!(await removeVersion(tx, { commentId: id, number }, now)))
      return { ok: false, reason: "version.not-found" } as const;
    tx.invalidate(postKey(found.comment.postId));
    await forgetComments(tx, [id]);
    const entryId = await logText(tx, moderator, found.comment, { action: "remove-version", ...why }, now);
    return { ok: true, entryId } as const;
  });

async function findToCut(
  db: DatabaseClient,
  moderator: Member,
  id: number,
): Promise<{ ok: true; comment: CommentToEdit } | { ok: false; reason: TextRefusal }> {
  if (!(await mayNow(db, moderator, "response.moderate")))
    return { ok: false, reason: "moderation.not-allowed" };
  const comment = await findCommentToEdit(db, { id });
  if (!comment || isErased(comment)) return { ok: false, reason: "comment.not-found" };
  const reason = await whyForOthers(db, moderator, comment);
  return reason === null ? { ok: true, comment } : { ok: false, reason };
}

async function logText(
  tx: Transaction,
  moderator: Member,
  { id, status }: CommentToEdit,
  done: { action: "cut-passage" | "remove-version" } & Why,
  now: Date,
): Promise<number> {
  const entry = { ...done, response: { kind: "comment" as const, id }, was: status as ResponseStatus };
  const entryId = await addEntry(tx, moderator.id, entry, now);
  await tellLater(tx, entryId, now);
  return entryId;
}

/** Renders the text that a comment had before a passage was cut; null if it isn't kept. */
export async function prepareUncut(
  { db, render }: Deps,
  { id, commentId }: Entry,
): Promise<PreparedText | null> {
  const comment = commentId === null ? null : await findCommentToEdit(db, { id: commentId });
  const present = (await listCutTexts(db, id)).find(({ version }) => version === null);
  return comment && present
    ? prepareText({ db, render }, present.source, comment.idPrefix, ownOf(comment))
    : null;
}

/** Puts a passage back, unless the comment was edited or cut again since, or the time for it is over. */
export async function undoPassage(
  tx: Transaction,
  deps: HubDeps,
  { id: entryId, commentId }: Entry,
  prepared: PreparedText | null,
  now: Date,
): Promise<boolean> {
  if (
    commentId === null ||
    (await findLastTextRemoval(tx.db, { commentId, action: "cut-passage" }))?.id !== entryId
  )
    return false;
  const comment = await findCommentToEdit(tx.db, { id: commentId });
  const texts = await listCutTexts(tx.db, entryId);
  const present = texts.find(({ version }) => version === null);
  if (!comment || isErased(comment) || !present) return false;
  if (prepared?.source !== present.source || !prepared.text.ok) return false;
  if (!(await hasItsPictures(tx.db, prepared))) return false;
  const earlier = await findLastTextRemoval(tx.db, { commentId, action: "cut-passage", before: entryId });
  await undoCut(tx, comment, { entryId, texts, text: prepared.text, cutAt: earlier?.createdAt ?? null });
  await setLinks(tx, { commentId }, prepared.text.links);
  await setMentions(tx, { commentId }, prepared.text.mentions);
  await recordPictures(tx, { commentId }, prepared.source, prepared.shown);
  if (isApproved(comment)) await tellHubLater(tx, deps, { postId: comment.postId, of: "responses" }, now);
  return true;
}
