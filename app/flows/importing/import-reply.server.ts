// Takes the responses of an archive in, many in one transaction: a transaction for each costs twice as much as
// all that it does.

import pLimit from "p-limit";
import { type AddRefusal, addComment } from "~/comments/comment.server";
import { newIdPrefix } from "~/comments/comment-rendering.server";
import { eraseWords } from "~/comments/moderation/comment-status.server";
import {
  changeImported,
  findImported,
  type ImportedComment,
  isAsImported,
  isEditedHere,
  markImported,
} from "~/comments/portability/imported-comments.server";
import { addMentions, setMentions } from "~/comments/references/mention.server";
import { hasNumber } from "~/comments/thread/comment-places.server";
import { addLinks, setLinks } from "~/links/link.server";
import { BUSY } from "~/markdown/refusal";
import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import { recordPictures } from "~/media/use/media-use.server";
import { findShownBy } from "~/media/visibility/pictures-shown.server";
import type { Database, Transaction } from "~/platform/database/database.server";
import { lockBranch } from "~/posts/conversation/closing.server";
import { readResponseNumber } from "~/posts/conversation/response-numbers.server";
import { listOut } from "~/posts/post.server";
import { responseAdded } from "~/responses/responses.server";
import { type ReplyTextRefusal, renderArchivedReply } from "../responding/reply.server";
import { vacateNumber } from "./import-pingbacks.server";

/** Responses in one transaction. Visitors of the site wait for it with their own replies: about a tenth of a
 *  second. */
export const MAX_REPLIES_AT_ONCE = 50;
/** One is rendered while the next waits. More would wait longer than a text may. */
const RENDERED_AT_ONCE = 2;

export interface ArchivedReply extends Omit<ImportedComment, "parentId"> {
  /** What it answers: the id of a comment, or the origin of a reply before it in the same list; null for the
   *  post. */
  parent: number | string | null;
  /** Renders its text. */
  render: RenderMarkdown;
}

export type ImportedReply =
  /** `isEdited` of one that was edited on the site and stays as it is there. */
  | { ok: true; id: number; outcome: "added" | "changed" | "unchanged"; isEdited?: true }
  | AddRefusal
  | ReplyTextRefusal
  | { ok: false; reason: "post.not-found" }
  | { ok: false; reason: "unexpected"; error: unknown };

/** A reply with its text, or the result that it has without one. */
type Prepared = { reply: ArchivedReply; idPrefix: string } & (
  | { text: Pick<Rendered, "html" | "excerpt" | "links" | "mentions">; shown: string[]; result: null }
  | { text: null; result: ImportedReply }
);

/** Adds responses of an archive with their original dates as replyTo() would, or updates known ones: at most
 *  MAX_REPLIES_AT_ONCE, in this order. One is refused if its post is not published, or is withdrawn while the
 *  texts are rendered, or if its parent is refused. An unexpected error concerns only its own response. */
export async function importReplies(
  { db }: { db: Database },
  replies: ArchivedReply[],
  /** Origins of all replies in the archive. */
  origins: ReadonlySet<string> = new Set(replies.map(({ origin }) => origin)),
): Promise<ImportedReply[]> {
  const prepared = await prepare(db, replies, origins);
  if (prepared.every(({ text }) => text === null)) return prepared.flatMap(({ result }) => result ?? []);
  try {
    return await db.write((tx) => takeInAll(tx, prepared, new Map(), origins));
  } catch (error) {
    if (replies.length === 1) return [{ ok: false, reason: "unexpected", error }];
    return takeInSingly(db, prepared, origins);
  }
}

/** Renders what is new or changed. */
async function prepare(
  db: Database,
  replies: ArchivedReply[],
  origins: ReadonlySet<string>,
): Promise<Prepared[]> {
  const find = await findImported(db, replies, origins);
  const ids = new Map<string, number>();
  const limit = pLimit(RENDERED_AT_ONCE);
  const prepared = await Promise.all(
    replies.map((reply) => {
      const known = find(withParent(reply, ids));
      if (known) ids.set(reply.origin, known.id);
      const idPrefix = known?.idPrefix || newIdPrefix();
      if (known && isEditedHere(known, withParent(reply, ids)))
        return { reply, idPrefix, text: null, result: { ...unchanged(known.id), isEdited: true as const } };
      if (known?.origin === reply.origin && isAsImported(known, withParent(reply, ids)))
        return { reply, idPrefix, text: null, result: unchanged(known.id) };
      if (reply.isDeleted) return { reply, idPrefix, text: NO_TEXT, shown: [], result: null };
      return limit(() => prepareText(db, reply, idPrefix, known?.id));
    }),
  );
  // Alone, it waits for no other text of this import.
  for (const [index, { reply, idPrefix, result }] of prepared.entries())
    if (result && !result.ok && result.reason === BUSY.reason)
      prepared[index] = await prepareText(db, reply, idPrefix, find(withParent(reply, ids))?.id);
  return prepared;
}

const NO_TEXT: Pick<Rendered, "html" | "excerpt" | "links" | "mentions"> = {
  ...{ html: "", excerpt: "", links: [], mentions: [] },
};

async function prepareText(
  db: Database,
  reply: ArchivedReply,
  idPrefix: string,
  knownId: number | undefined,
): Promise<Prepared> {
  try {
    const shown = await findShownBy(db, reply.source, reply.speaker, knownId);
    const text = await renderArchivedReply(reply.render, reply.source, idPrefix, shown);
    return text.ok
      ? { reply, idPrefix, text, shown, result: null }
      : { reply, idPrefix, text: null, result: text };
  } catch (error) {
    return { reply, idPrefix, text: null, result: { ok: false, reason: "unexpected", error } };
  }
}

const unchanged = (id: number) => ({ ok: true, id, outcome: "unchanged" }) as const;

/** Each in a transaction of its own, after one of them made a common one fail. */
async function takeInSingly(
  db: Database,
  prepared: Prepared[],
  origins: ReadonlySet<string>,
): Promise<ImportedReply[]> {
  const ids = new Map<string, number>();
  const results: ImportedReply[] = [];
  for (const one of prepared) {
    const [result] = await db
      .write((tx) => takeInAll(tx, [one], ids, origins))
      .catch((error) => [{ ok: false, reason: "unexpected", error } as const]);
    if (!result) continue;
    if (result.ok) ids.set(one.reply.origin, result.id);
    results.push(result);
  }
  return results;
}

/** `earlier` are the ids of replies that were taken in before, by origin. */
async function takeInAll(
  tx: Transaction,
  prepared: Prepared[],
  earlier: ReadonlyMap<string, number>,
  origins: ReadonlySet<string>,
): Promise<ImportedReply[]> {
  const toTakeIn = prepared.flatMap(({ reply, text }) => (text ? reply : []));
  const out = await listOut(
    tx.db,
    toTakeIn.map(({ postId }) => postId),
  );
  const find = await findImported(tx.db, toTakeIn, origins);
  const ids = new Map(earlier);
  const results: ImportedReply[] = [];
  for (const one of prepared) {
    const { reply, text, result } = one;
    const outcome = text
      ? out.has(reply.postId)
        ? await takeIn(tx, withParent(reply, ids), one, find)
        : ({ ok: false, reason: "post.not-found" } as const)
      : result;
    if (outcome.ok) ids.set(reply.origin, outcome.id);
    results.push(outcome);
  }
  return results;
}

/** A parent that was refused has no id, and no comment has that of NOBODY. */
const withParent = (
  { parent, ...reply }: ArchivedReply,
  ids: ReadonlyMap<string, number>,
): ImportedComment => ({
  ...reply,
  parentId: typeof parent === "string" ? (ids.get(parent) ?? NOBODY) : parent,
});

const NOBODY = 0;

async function takeIn(
  tx: Transaction,
  reply: ImportedComment,
  { text, shown, idPrefix }: Extract<Prepared, { result: null }>,
  find: Awaited<ReturnType<typeof findImported>>,
): Promise<ImportedReply> {
  const known = find(reply);
  if (known && isEditedHere(known, reply)) return { ...unchanged(known.id), isEdited: true };
  if (known && isAsImported(known, reply)) {
    await markImported(tx, known, reply.origin);
    return unchanged(known.id);
  }
  if (known) {
    await changeImported(tx, known, reply, text);
    await setLinks(tx, { commentId: known.id }, text.links);
    await setMentions(tx, { commentId: known.id }, text.mentions);
    await recordPictures(tx, { commentId: known.id }, reply.source, shown);
    return { ok: true, id: known.id, outcome: "changed" };
  }
  const { postId, parentId, speaker, name, site, source, origin, at, number } = reply;
  const input = { body: source, name, email: "", site, to: parentId ?? undefined };
  const archived = { isArchived: true, number: await freeNumber(tx, postId, number) };
  const added = await addComment(tx, speaker, { postId, input, text, idPrefix, origin, ...archived }, at);
  if (!added.ok) return added;
  const { id, path } = added.comment;
  await addLinks(tx, { commentId: id }, text.links);
  await addMentions(tx, { commentId: id }, text.mentions);
  if (shown.length > 0) await recordPictures(tx, { commentId: id }, source, shown);
  await responseAdded(tx, postId, added.comment);
  if (reply.isDeleted) await eraseWords(tx, [id]);
  if (reply.lock !== undefined) await lockBranch(tx, postId, { path, words: reply.lock });
  return { ok: true, id, outcome: "added" };
}

/** The number that a response has in the archive, if no other has it here. A pingback that the import made before gives it up. */
async function freeNumber(
  tx: Transaction,
  postId: number,
  number: number | undefined,
): Promise<number | undefined> {
  if (number === undefined) return undefined;
  // In order of time, as archives are, it is higher than those before it.
  if (number > (await readResponseNumber(tx.db, postId))) return number;
  if (await hasNumber(tx.db, postId, number)) return undefined;
  await vacateNumber(tx, postId, number);
  return number;
}
