// What a moderator does to responses: the status of each, an entry in the log, and what its writer is told.

import type { Correspondent } from "~/accounts/mail/correspondence.server";
import { mayNow } from "~/accounts/present-rights.server";
import { moveToTop } from "~/comments/moderation/comment-status.server";
import { findCommentToModerate } from "~/comments/moderation/moderated-comments.server";
import type { RenderMarkdown } from "~/markdown/rendered";
import { MODERATED, type ModerationAction } from "~/moderation/actions";
import { answerAppealsOf, reopenAppealsOf } from "~/moderation/appeals/appeal.server";
import type { Decision } from "~/moderation/decision";
import { isDisputed } from "~/moderation/disputes/disputes.server";
import {
  addEntry,
  addEvent,
  type Entry,
  findLastEntry,
  listBatch,
  markUndone,
  responseOf,
} from "~/moderation/log/log.server";
import { reopenReportsOf } from "~/moderation/reports/report.server";
import { isResponse, type ResponseRef, type SeenResponse } from "~/moderation/response-ref";
import { endSecondLook } from "~/moderation/second-look/second-look.server";
import { learnFromDecision } from "~/moderation/spam/learning.server";
import { isTextAction } from "~/moderation/texts/text-actions";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import { findQueuedPingback } from "~/pingbacks/moderated-pingbacks.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { type StatusRefusal, setResponseStatus } from "~/responses/response-status.server";
import { isApproved, isErased, isPublished, type ResponseStatus } from "~/visibility/status";
import { followAnswers } from "../following/follow-answers.server";
import { tellOfResponse } from "../following/tell-followers.server";
import { type HubDeps, tellHubOfStatus } from "../publishing/hub-news.server";
import { tellLater, UNDO_SECONDS } from "./decision-news.server";
import { isStillLinked } from "./pingback-link.server";
import { settleReports } from "./report.server";
import { decideEdit, type EditDecisionRefusal, prepareEdits } from "./texts/decide-edit.server";
import type { PreparedText } from "./texts/prepare-text.server";
import { prepareTextsBefore, undoText } from "./texts/undo-text.server";

export type ModeratingDeps = Correspondent & HubDeps & { db: Database; render: RenderMarkdown };

export type ModerationRefusal =
  | StatusRefusal["reason"]
  | EditDecisionRefusal
  | "pingback.not-found"
  | "pingback.unlinked"
  /** Moderators decide nothing about their own responses. */
  | "moderation.own"
  /** It may be unlawful, which an administrator decides. */
  | "moderation.sealed"
  /** Another moderator has decided since the page was opened. */
  | "moderation.changed";

export interface RefusedResponse extends SeenResponse {
  reason: ModerationRefusal;
  /** The other moderator's decision. */
  last: Entry | null;
}

export type ModerationResult =
  | { ok: true; entryIds: number[]; refused: RefusedResponse[] }
  | { ok: false; reason: "moderation.not-allowed" };

/** Does the same to each response, in one transaction. A response that was decided about since, or that is
 *  the moderator's own, is refused by itself. One that is in this state already is skipped. The writers are
 *  told a little later, so that an undone decision reaches nobody. */
export const moderateResponses = async (
  deps: ModeratingDeps,
  moderator: Member,
  seen: SeenResponse[],
  decision: Decision,
  now: Date,
): Promise<ModerationResult> => {
  const edits = decision.action === "approve" ? await prepareEdits(deps, seen) : new Map();
  return deps.db.write(async (tx) => {
    if (!(await mayNow(tx.db, moderator, "response.moderate")))
      return { ok: false, reason: "moderation.not-allowed" };
    const entryIds: number[] = [];
    const refused: RefusedResponse[] = [];
    for (const { status, ...response } of seen) {
      const done = isResponse(response)
        ? await moderateOne(tx, deps, moderator, { response, status }, decision, now)
        : await decideEdit(tx, deps, moderator, response, decision, edits.get(response.id), now);
      if (done.ok) entryIds.push(...done.entryIds);
      else {
        const last = await findLastEntry(tx.db, response);
        refused.push({ ...response, status, reason: done.reason, last });
      }
    }
    return { ok: true, entryIds, refused };
  });
};

/** Decides about one response, in the transaction of moderateResponses() or of what else leads to a decision. */
export async function moderateOne(
  tx: Transaction,
  deps: HubDeps,
  moderator: Member,
  { response, status }: { response: ResponseRef; status: ResponseStatus },
  { action, reason, words, atTop = false }: Decision,
  now: Date,
): Promise<{ ok: true; entryIds: number[] } | { ok: false; reason: ModerationRefusal }> {
  const row = await findToModerate(tx.db, response);
  if (!row || isErased(row)) return { ok: false, reason: `${response.kind}.not-found` };
  if (!may(moderator, "response.moderate", row)) return { ok: false, reason: "moderation.own" };
  const to = MODERATED[action];
  if (row.status === to) return { ok: true, entryIds: [] };
  if (row.status !== status) return { ok: false, reason: "moderation.changed" };
  // Its writer would be told that everyone can read it.
  if (action === "approve" && row.post && !isPublished(row.post))
    return { ok: false, reason: "post.not-found" };
  if (isApproved({ status: to }) && !(await leadsSomewhere(tx.db, row)))
    return { ok: false, reason: "pingback.unlinked" };
  if (action === "approve" && (await isSealed(tx, moderator, response)))
    return { ok: false, reason: "moderation.sealed" };
  const changed = await setResponseStatus(tx, response, to, now);
  const moved =
    atTop && !changed.ok && AT_TOP.has(changed.reason) ? await approveAtTop(tx, response.id, now) : null;
  const set = moved ?? changed;
  if (!set.ok) return set;
  await tellHubOfStatus(tx, deps, { ...set, to }, now);
  const told = moved ? [words, MOVED_WORDS].filter(Boolean).join("\n") : words;
  const id = await addEntry(tx, moderator.id, { action, response, was: set.was, reason, words: told }, now);
  if (response.kind === "comment") await learnFromDecision(tx, response.id, now);
  await tellLater(tx, id, now);
  // Whoever reported what is hidden now was right.
  if (HIDES.has(action)) await settleReports(tx, moderator, response, "upheld", now);
  await endSecondLook(tx, response);
  if (action === "approve") await grantAppeals(tx, moderator, response, words, now);
  // Whoever was told before isn't again; and not before this can hardly be undone any more.
  if (action === "approve" && response.kind === "comment") {
    await tellOfResponse(tx, response.id, now, new Date(now.getTime() + UNDO_SECONDS * 1000));
    await followAnswers(tx, response.id, now);
  }
  return { ok: true, entryIds: [id] };
}

/** Whether a hidden comment may be unlawful, and this moderator, who can't read it then, isn't to decide that. */
const isSealed = async (tx: Transaction, moderator: Member, { kind, id }: ResponseRef): Promise<boolean> =>
  kind === "comment" && (await isDisputed(tx.db, id)) && !(await mayNow(tx.db, moderator, "report.decide"));

/** Why a comment can't stand in its place, but could at the top. */
const AT_TOP: ReadonlySet<string> = new Set<ModerationRefusal>([
  "comment.parent-not-found",
  "comment.too-deep",
]);

const MOVED_WORDS = "What it answered can’t be read any more, so it stands as a reply to the post.";

async function approveAtTop(tx: Transaction, id: number, now: Date) {
  await moveToTop(tx, id);
  return setResponseStatus(tx, { kind: "comment", id }, MODERATED.approve, now);
}

/** An approval answers the writer's appeal, whoever approves and where. */
async function grantAppeals(
  tx: Transaction,
  { id: by }: Member,
  response: ResponseRef,
  words: string,
  now: Date,
): Promise<void> {
  if (response.kind !== "comment") return;
  if (await answerAppealsOf(tx, response.id, "reversed", { by, words, now }))
    await addEvent(tx, by, "grant-appeal", response, { now });
}

const HIDES: ReadonlySet<ModerationAction> = new Set(["mark-spam", "remove"]);

interface ToModerate {
  status: string;
  ownerIds: number[];
  /** Of a comment. */
  post?: { status: string };
  /** Of a pingback. */
  postId?: number;
  sourcePostId?: number;
}

const findToModerate = (db: DatabaseClient, { kind, id }: ResponseRef): Promise<ToModerate | null> =>
  kind === "comment" ? findCommentToModerate(db, id) : findQueuedPingback(db, id);

/** A comment does. */
const leadsSomewhere = async (db: DatabaseClient, { postId, sourcePostId }: ToModerate): Promise<boolean> =>
  postId === undefined || sourcePostId === undefined || (await isStillLinked(db, { postId, sourcePostId }));

/** Undoes what a moderator has done with one press, of which `entryId` is an entry. A response that was
 *  decided about since, or was deleted, stays as it is. Returns how many were undone. */
export const undoModeration = async (
  deps: ModeratingDeps,
  moderator: Member,
  entryId: number,
  now: Date,
): Promise<{ ok: true; undone: number; kept: number } | { ok: false; reason: "moderation.not-allowed" }> => {
  const batch = { id: entryId, personId: moderator.id };
  const texts = await prepareTextsBefore(deps, await listBatch(deps.db, batch));
  return deps.db.write(async (tx) => {
    if (!(await mayNow(tx.db, moderator, "response.moderate")))
      return { ok: false, reason: "moderation.not-allowed" };
    const entries = (await listBatch(tx.db, batch)).filter(({ undoneAt }) => undoneAt === null);
    let undone = 0;
    for (const entry of entries) if (await undoOne(tx, deps, moderator, entry, texts, now)) undone++;
    return { ok: true, undone, kept: entries.length - undone };
  });
};

async function undoOne(
  tx: Transaction,
  deps: HubDeps,
  moderator: Member,
  entry: Entry,
  texts: ReadonlyMap<number, PreparedText>,
  now: Date,
): Promise<boolean> {
  if (isTextAction(entry.action)) return undoText(tx, deps, entry, texts.get(entry.id) ?? null, now);
  const response = responseOf(entry);
  if (!response) return false;
  const row = await findToModerate(tx.db, response);
  const isLast = (await findLastEntry(tx.db, response))?.id === entry.id;
  if (!row || !isLast || row.status !== MODERATED[entry.action as ModerationAction]) return false;
  if (isApproved({ status: entry.was }) && !(await leadsSomewhere(tx.db, row))) return false;
  const back = await setResponseStatus(tx, response, entry.was as Exclude<ResponseStatus, "erased">);
  if (!back.ok) return false;
  await tellHubOfStatus(tx, deps, { postId: back.postId, was: back.was, to: entry.was }, now);
  await markUndone(tx, entry, now);
  if (entry.personId !== null)
    await reopenReportsOf(tx, response, { by: entry.personId, decidedAt: entry.createdAt });
  await reopenAppealsOf(tx, entry);
  if (isApproved({ status: entry.was })) await grantAppeals(tx, moderator, response, "", now);
  if (response.kind === "comment") await learnFromDecision(tx, response.id, now);
  return true;
}
