// A member nominates a response to become a post; an editor invites its writer, or dismisses it.

import { makeContributor } from "~/accounts/account.server";
import { inviteGuest, WRITER_INVITATION_DAYS } from "~/accounts/joining/writer-invitation.server";
import { type Correspondent, notify } from "~/accounts/mail/correspondence.server";
import { listRecipients } from "~/accounts/mail/recipients.server";
import { findActor, mayNow } from "~/accounts/present-rights.server";
import { findGuestEmail, hasNoEmails } from "~/comments/guests/guest-address.server";
import { hashEmail } from "~/comments/guests/guest-email";
import { findOwnComment, type OwnComment } from "~/comments/moderation/moderated-comments.server";
import { addEvent } from "~/moderation/log/log.server";
import { nominationStatus } from "~/nominations/nomination";
import { addNominator, findNomination, settleNomination } from "~/nominations/nomination.server";
import { guestInvitationEmail, writerInvitationEmail } from "~/nominations/nomination-emails";
import type { Act } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { isReadable } from "~/visibility/status";
import { writeToGuest } from "../guests/tell-guest.server";

type Deps = Correspondent & { db: Database; siteSecret: SiteSecret };

type Refusal<Reason extends string> = { ok: false; reason: Reason };
export type NominationRefusal = Refusal<"comment.not-found" | "nomination.own" | "nomination.too-many">;
export type DecisionRefusal = Refusal<
  | "comment.not-found"
  | "nomination.not-allowed"
  | "nomination.own"
  /** Nobody has nominated it. */
  | "nomination.none"
  /** Another editor has decided. */
  | "nomination.settled"
  /** Its writer has no account any more. */
  | "nomination.nobody"
>;

/** Nominates a response that everyone can read. Repeated, it changes nothing. */
export const nominateResponse = (
  { db }: Pick<Deps, "db">,
  member: Member,
  commentId: number,
  now: Date,
): Promise<{ ok: true } | NominationRefusal> =>
  db.write(async (tx) => {
    const comment = await findPublic(tx, commentId);
    if (!comment) return { ok: false, reason: "comment.not-found" };
    if (!(await mayNow(tx.db, member, "response.nominate", ownedBy(comment))))
      return { ok: false, reason: "nomination.own" };
    return addNominator(tx, { commentId, personId: member.id }, now);
  });

/** Invites the writer of a nominated response to make it a post: a reader becomes a contributor by it, and nobody loses or gains another role. A
 *  guest gets an invitation to join, at the address that they confirmed, or else on the page of their response. */
export const inviteWriter = (
  deps: Deps,
  editor: Member,
  commentId: number,
  now: Date,
): Promise<{ ok: true } | DecisionRefusal> =>
  deps.db.write(async (tx) => {
    const comment = await findPublic(tx, commentId);
    if (!comment) return { ok: false, reason: "comment.not-found" };
    const refusal = await whyNot(tx, editor, "person.invite-writer", comment);
    if (refusal) return refusal;
    const writer = comment.personId === null ? null : await findActor(tx.db, comment.personId);
    if (comment.personId !== null && !writer) return { ok: false, reason: "nomination.nobody" };
    const settled = await settle(tx, commentId, nominationStatus.invited, editor, now);
    if (settled) return settled;
    await addEvent(tx, editor.id, "invite-writer", { kind: "comment", id: commentId }, { now });
    if (comment.personId === null) await inviteGuestOf(tx, deps, comment, editor, now);
    else await inviteMember(tx, deps, comment.personId, comment, now);
    return { ok: true };
  });

/** Takes a nominated response off the list. Nobody is told. */
export const dismissNomination = (
  { db }: Pick<Deps, "db">,
  editor: Member,
  commentId: number,
  now: Date,
): Promise<{ ok: true } | DecisionRefusal> =>
  db.write(async (tx) => {
    const refusal = await whyNot(tx, editor, "nomination.list");
    if (refusal) return refusal;
    const settled = await settle(tx, commentId, nominationStatus.dismissed, editor, now);
    if (settled) return settled;
    await addEvent(tx, editor.id, "dismiss-nomination", { kind: "comment", id: commentId }, { now });
    return { ok: true };
  });

async function settle(
  tx: Transaction,
  commentId: number,
  to: "invited" | "dismissed",
  { id }: Member,
  now: Date,
): Promise<DecisionRefusal | null> {
  if (await settleNomination(tx, commentId, to, id, now)) return null;
  const isNominated = (await findNomination(tx.db, commentId)) !== null;
  return { ok: false, reason: isNominated ? "nomination.settled" : "nomination.none" };
}

async function findPublic(tx: Transaction, id: number): Promise<OwnComment | null> {
  const comment = await findOwnComment(tx.db, { id });
  return comment && isReadable(comment) ? comment : null;
}

const ownedBy = ({ personId }: OwnComment) => ({ ownerIds: personId === null ? [] : [personId] });

async function whyNot(
  tx: Transaction,
  editor: Member,
  act: Act,
  comment?: OwnComment,
): Promise<DecisionRefusal | null> {
  if (!(await mayNow(tx.db, editor, act))) return { ok: false, reason: "nomination.not-allowed" };
  const isOwn = comment !== undefined && !(await mayNow(tx.db, editor, act, ownedBy(comment)));
  return isOwn ? { ok: false, reason: "nomination.own" } : null;
}

async function inviteMember(
  tx: Transaction,
  deps: Deps,
  personId: number,
  { id, post }: OwnComment,
  now: Date,
): Promise<void> {
  for (const { accountId } of await listRecipients(tx.db, [personId])) {
    const isRaised = await makeContributor(tx, accountId);
    const about = { title: post.title, isRaised, href: `${deps.siteUrl}/write?continue=${id}` };
    await notify(tx, deps, accountId, (siteName) => writerInvitationEmail(siteName, about), now);
  }
}

async function inviteGuestOf(
  tx: Transaction,
  deps: Deps,
  { id: commentId, post }: OwnComment,
  { accountId: inviterId }: Member,
  now: Date,
): Promise<void> {
  const found = await findGuestEmail(tx.db, commentId);
  const isReached = found?.isConfirmed === true && !(await hasNoEmails(tx.db, hashEmail(found.email)));
  const email = isReached ? found.email : null;
  const path = await inviteGuest(tx, deps.siteSecret, { commentId, inviterId, email }, now);
  const about = { title: post.title, href: deps.siteUrl + path, days: WRITER_INVITATION_DAYS };
  if (isReached)
    await writeToGuest(tx, deps, commentId, (siteName) => guestInvitationEmail(siteName, about), now);
}
