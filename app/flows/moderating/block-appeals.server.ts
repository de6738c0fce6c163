// Somebody who is blocked asks for another look; another moderator than the one who blocked them answers.

import { findEmail } from "~/accounts/account.server";
import { type Correspondent, writeTo } from "~/accounts/mail/correspondence.server";
import { listRecipients } from "~/accounts/mail/recipients.server";
import { hasOtherModerator, mayNow } from "~/accounts/present-rights.server";
import { hashSecret, newSecret } from "~/accounts/token.server";
import { isOpenAppeal, waitsForOthers } from "~/moderation/appeals/appeal";
import {
  addBlockAppeal,
  answerBlockAppeals,
  type BlockAppealToAnswer,
  findBlockAppeal,
} from "~/moderation/appeals/block-appeal.server";
import { hasEnded, OWN_BLOCK_PATH, type WriterBlock } from "~/moderation/blocks/block";
import { countBlocks, endBlock, findBlock } from "~/moderation/blocks/block.server";
import { blockAppealEmail } from "~/moderation/blocks/block-words";
import { addEvent } from "~/moderation/log/log.server";
import type { Member } from "~/people/viewer";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { noteBlocks } from "~/site/site.server";
import { writeToGuest } from "../guests/tell-guest.server";
import { findMemberBlock, provesBlock } from "./review-reply.server";

type Deps = Correspondent & { db: Database; siteSecret: SiteSecret };

/** A member who is blocked, or a guest who was refused and has the link that the refusal gave. */
export type Blocked = { member: Member } | { proof: string };

/** The block that keeps somebody from commenting now; null if none does. */
export async function findOwnBlock(
  { db, siteSecret }: { db: DatabaseClient; siteSecret: SiteSecret },
  who: Blocked,
  blockId: number,
  now: Date,
): Promise<Omit<WriterBlock, "appeal"> | null> {
  if ("member" in who) return findMemberBlock({ db, siteSecret }, who.member, now);
  if (!provesBlock(siteSecret, blockId, who.proof)) return null;
  const block = await findBlock(db, blockId);
  if (!block || hasEnded(block, now) || (block.kind !== "address" && block.kind !== "network")) return null;
  return { ...block, by: block.kind };
}

export type BlockAppealResult =
  /** A guest's appeal has a page of its own, by its secret. */
  | { ok: true; secret: string | null }
  /** It has ended, or another stands now than the one that the form showed. */
  | { ok: false; reason: "appeal.no-block" }
  /** Once a block: by the member, or by any of its guests. */
  | { ok: false; reason: "appeal.made" };

/** Asks for another look at a block, once. */
export const appealBlock = (
  { db, siteSecret }: Deps,
  who: Blocked,
  { blockId, text }: { blockId: number; text: string },
  now: Date,
): Promise<BlockAppealResult> =>
  db.write(async (tx): Promise<BlockAppealResult> => {
    const block = await findOwnBlock({ db: tx.db, siteSecret }, who, blockId, now);
    if (block?.id !== blockId) return { ok: false, reason: "appeal.no-block" };
    const secret = "member" in who ? null : newSecret();
    const by = "member" in who ? { personId: who.member.id } : { secretHash: hashSecret(secret ?? "") };
    if (!(await addBlockAppeal(tx, blockId, by, { text, now }))) return { ok: false, reason: "appeal.made" };
    return { ok: true, secret };
  });

/** Whether there is another moderator than the one who made a block and, for a member, than whoever it keeps out. */
export async function hasOthersThanMaker(
  db: DatabaseClient,
  blockId: number,
  personId: number | null,
): Promise<boolean> {
  const block = await findBlock(db, blockId);
  return hasOtherModerator(db, [block?.makerId ?? null, personId]);
}

/** Whether the appeal is a moderator's own, or is left to another than the one who blocked. */
export async function whoMayAnswer(
  db: DatabaseClient,
  personId: number,
  { createdAt, block, personId: askerId }: BlockAppealToAnswer,
  now: Date,
): Promise<"anyone" | "others" | "not-own"> {
  if (askerId === personId || block.personId === personId) return "not-own";
  if (block.makerId !== personId) return "anyone";
  const hasOthers = await hasOtherModerator(db, [block.makerId, askerId, block.personId]);
  return waitsForOthers({ createdAt }, { deciderIds: [block.makerId], personId, hasOthers }, now)
    ? "others"
    : "anyone";
}

export type BlockAnswerResult =
  | { ok: true }
  | {
      ok: false;
      reason:
        | "moderation.not-allowed"
        | "moderation.own"
        | "appeal.not-found"
        | "appeal.answered"
        | "appeal.block-ended"
        | "appeal.for-others";
    };

/** Answers an appeal of a block: it stays, with words to whoever asked, or ends now. Refused to whoever made the block while
 *  somebody else can answer (moderation/appeals/appeal.ts), and about a block of one's own. */
export const answerBlockAppeal = (
  deps: Deps,
  moderator: Member,
  id: number,
  { to, words }: { to: "upheld" | "reversed"; words: string },
  now: Date,
): Promise<BlockAnswerResult> =>
  deps.db.write(async (tx): Promise<BlockAnswerResult> => {
    if (!(await mayNow(tx.db, moderator, "block.edit")))
      return { ok: false, reason: "moderation.not-allowed" };
    const appeal = await findBlockAppeal(tx.db, id);
    if (!appeal) return { ok: false, reason: "appeal.not-found" };
    if (!isOpenAppeal(appeal)) return { ok: false, reason: "appeal.answered" };
    if (hasEnded(appeal.block, now)) return { ok: false, reason: "appeal.block-ended" };
    const who = await whoMayAnswer(tx.db, moderator.id, appeal, now);
    if (who === "not-own") return { ok: false, reason: "moderation.own" };
    if (who === "others") return { ok: false, reason: "appeal.for-others" };
    if (to === "reversed") {
      await endBlock(tx, appeal.blockId, now);
      await noteBlocks(tx, await countBlocks(tx.db, now));
      await grantBlockAppeals(tx, deps, moderator, appeal.blockId, { words, now });
    } else {
      await answerBlockAppeals(tx, { id }, to, { by: moderator.id, words, now });
      await addEvent(tx, moderator.id, "uphold-block-appeal", { kind: "block" }, { now });
      await tell(tx, deps, appeal, { isReversed: false, words, now });
    }
    return { ok: true };
  });

/** Grants the open appeals of a block that a moderator has just ended, and tells whoever asked. */
export async function grantBlockAppeals(
  tx: Transaction,
  deps: Correspondent & { siteSecret: SiteSecret },
  moderator: Member,
  blockId: number,
  { words, now }: { words: string; now: Date },
): Promise<void> {
  const granted = await answerBlockAppeals(tx, { blockId }, "reversed", { by: moderator.id, words, now });
  if (granted.length > 0) await addEvent(tx, moderator.id, "grant-block-appeal", { kind: "block" }, { now });
  for (const appeal of granted) await tell(tx, deps, appeal, { isReversed: true, words, now });
}

/** A member is told by e-mail, whatever notifications they want, as they are of the block. A guest is told at a blocked address, if its
 *  owner has confirmed it; the site doesn't know the secret of their page. */
async function tell(
  tx: Transaction,
  deps: Correspondent & { siteSecret: SiteSecret },
  { personId, block }: BlockAppealToAnswer,
  { now, ...answer }: { isReversed: boolean; words: string; now: Date },
): Promise<void> {
  const message = (href: string | null) => (siteName: string) =>
    blockAppealEmail(siteName, { ...answer, href });
  if (personId === null) {
    if (block.kind === "address" && block.commentId !== null)
      await writeToGuest(tx, deps, block.commentId, message(null), now);
    return;
  }
  for (const { accountId } of await listRecipients(tx.db, [personId])) {
    const email = await findEmail(tx.db, accountId);
    if (email) await writeTo(tx, deps, email, message(deps.siteUrl + OWN_BLOCK_PATH), now);
  }
}
