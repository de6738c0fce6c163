// A writer asks for another look at a decision about their comment; another moderator answers.

import { type Correspondent, notify } from "~/accounts/mail/correspondence.server";
import { listRecipients } from "~/accounts/mail/recipients.server";
import { hasOtherModerator, mayNow } from "~/accounts/present-rights.server";
import { hashSecret } from "~/accounts/token.server";
import { statusPath } from "~/comments/comment";
import { type OwnComment as Comment, findOwnComment } from "~/comments/moderation/moderated-comments.server";
import { isAppealable, isOpenAppeal, waitsForOthers } from "~/moderation/appeals/appeal";
import {
  type Appeal,
  addAppeal,
  answerAppealsOf,
  findAppeal,
  findLastAppeal,
} from "~/moderation/appeals/appeal.server";
import { addEvent, type Entry, findLastEntry } from "~/moderation/log/log.server";
import { appealEmail } from "~/moderation/moderation-emails";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { isErased, type ResponseStatus } from "~/visibility/status";
import { tellGuest } from "../guests/tell-guest.server";
import type { HubDeps } from "../publishing/hub-news.server";
import type { OwnComment } from "../responding/edit-comment.server";
import { type ModerationRefusal, moderateOne } from "./moderate-responses.server";

type Deps = Correspondent & HubDeps & { db: Database; siteSecret: SiteSecret };

export type AppealResult =
  | { ok: true }
  /** Not the writer's, or deleted. */
  | { ok: false; reason: "comment.not-found" }
  /** Another decision stands now than the one that the form showed. */
  | { ok: false; reason: "appeal.changed" }
  /** Once a decision. */
  | { ok: false; reason: "appeal.made" };

/** Adds an appeal of the decision `entryId`, once. */
export const appealDecision = (
  { db }: Deps,
  own: OwnComment,
  { entryId, text }: { entryId: number; text: string },
  now: Date,
): Promise<AppealResult> =>
  db.write(async (tx): Promise<AppealResult> => {
    const comment = await findOwn(tx.db, own);
    if (!comment) return { ok: false, reason: "comment.not-found" };
    const { decision, appeal } = await readDecision(tx.db, comment);
    if (appeal) return { ok: false, reason: "appeal.made" };
    if (decision?.id !== entryId) return { ok: false, reason: "appeal.changed" };
    await addAppeal(tx, { id: entryId, commentId: comment.id }, text, now);
    return { ok: true };
  });

/** The decision that a comment's writer can appeal, and their appeal: of this decision, or one that is still open. */
export async function readDecision(
  db: DatabaseClient,
  comment: Pick<Comment, "id" | "status">,
): Promise<{ last: Entry | null; decision: Entry | null; appeal: Appeal | null }> {
  const last = await findLastEntry(db, { kind: "comment", id: comment.id });
  const appeal = await findLastAppeal(db, comment.id);
  const decision = isAppealable(comment, last) ? last : null;
  const isShown = appeal !== null && (isOpenAppeal(appeal) || appeal.entryId === last?.id || !decision);
  return { last, decision, appeal: isShown ? appeal : null };
}

async function findOwn(db: DatabaseClient, own: OwnComment): Promise<Comment | null> {
  const isByMember = "member" in own;
  const comment = await findOwnComment(
    db,
    isByMember ? { id: own.id } : { secretHash: hashSecret(own.secret) },
  );
  if (!comment || isErased(comment)) return null;
  return isByMember && !may(own.member, "response.remove", ownersOf(comment)) ? null : comment;
}

const ownersOf = ({ personId }: { personId: number | null }) => ({
  ownerIds: personId === null ? [] : [personId],
});

export type AnswerResult =
  | { ok: true; entryId: number | null }
  | {
      ok: false;
      reason: "moderation.not-allowed" | "appeal.not-found" | "appeal.answered" | "appeal.for-others";
    }
  | { ok: false; reason: ModerationRefusal };

/** Answers an appeal: the decision stands, with words to the writer, or is reversed, which approves the comment as any approval does.
 *  Refused to whoever made the decision, or another since, while somebody else can answer (moderation/appeals/appeal.ts), and about
 *  one's own comment. */
export const answerAppeal = (
  deps: Deps,
  moderator: Member,
  id: number,
  { to, words }: { to: "upheld" | "reversed"; words: string },
  now: Date,
): Promise<AnswerResult> =>
  deps.db.write(async (tx): Promise<AnswerResult> => {
    if (!(await mayNow(tx.db, moderator, "response.moderate")))
      return { ok: false, reason: "moderation.not-allowed" };
    const appeal = await findAppeal(tx.db, id);
    if (!appeal) return { ok: false, reason: "appeal.not-found" };
    if (!isOpenAppeal(appeal)) return { ok: false, reason: "appeal.answered" };
    const { comment, commentId } = appeal;
    if (!may(moderator, "response.moderate", ownersOf(comment)))
      return { ok: false, reason: "moderation.own" };
    if (await isForOthers(tx.db, moderator.id, appeal, now))
      return { ok: false, reason: "appeal.for-others" };
    if (to === "upheld") {
      await uphold(tx, deps, moderator, appeal, words, now);
      return { ok: true, entryId: null };
    }
    const seen = {
      response: { kind: "comment", id: commentId },
      status: comment.status as ResponseStatus,
    } as const;
    const done = await moderateOne(tx, deps, moderator, seen, { action: "approve", reason: "", words }, now);
    return done.ok ? { ok: true, entryId: done.entryIds[0] ?? null } : done;
  });

/** Whether this moderator leaves an appeal to somebody else. */
export async function isForOthers(
  db: DatabaseClient,
  personId: number,
  appeal: Appeal,
  now: Date,
): Promise<boolean> {
  const last = await findLastEntry(db, { kind: "comment", id: appeal.commentId });
  const deciderIds = [appeal.entry.personId, last?.personId ?? null];
  if (!deciderIds.includes(personId)) return false;
  const hasOthers = await hasOtherModerator(db, [...deciderIds, appeal.comment.personId]);
  return waitsForOthers(appeal, { deciderIds, personId, hasOthers }, now);
}

async function uphold(
  tx: Transaction,
  deps: Deps,
  moderator: Member,
  { commentId, comment }: Appeal,
  words: string,
  now: Date,
): Promise<void> {
  await answerAppealsOf(tx, commentId, "upheld", { by: moderator.id, words, now });
  await addEvent(tx, moderator.id, "uphold-appeal", { kind: "comment", id: commentId }, { words, now });
  const own = await findOwnComment(tx.db, { id: commentId });
  if (!own) return;
  const answer = { title: own.post.title, words };
  if (comment.personId === null)
    return tellGuest(tx, deps, own, (name, link) => appealEmail(name, link, answer), now);
  const href = deps.siteUrl + statusPath(commentId);
  const message = (siteName: string) => appealEmail(siteName, href, answer);
  for (const { accountId } of await listRecipients(tx.db, [comment.personId]))
    await notify(tx, deps, accountId, message, now);
}
