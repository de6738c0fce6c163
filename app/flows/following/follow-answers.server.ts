// The box "E-mail me answers" of the reply form, for a whole post. Replies to a comment are told of without it (tell-followers.server.ts).

import { listRecipients } from "~/accounts/mail/recipients.server";
import { setGuestEmails } from "~/comments/guests/guest-address.server";
import { hashEmail } from "~/comments/guests/guest-email";
import {
  type AnswersWanted,
  findAnswersWanted,
  noteAnswersFollowed,
} from "~/comments/reply/answers-wanted.server";
import { subscriberOfAddress } from "~/following/address-subscriber.server";
import { readPreferences, setPreference } from "~/following/preference.server";
import { subscriberOf } from "~/following/subscriber.server";
import { findSubscription, follow, type Thing } from "~/following/subscription.server";
import type { Transaction } from "~/platform/database/database.server";

/** Lets the writer of a comment follow its post, if they asked for that, once everyone can read the comment and a guest has confirmed their
 *  address. Whoever gets e-mail about it already, keeps their way. */
export async function followAnswers(tx: Transaction, commentId: number, now: Date): Promise<void> {
  const wanted = await findAnswersWanted(tx.db, commentId);
  const subscriberId = wanted && (await subscriberOfWriter(tx, wanted, now));
  if (!wanted || !subscriberId) return;
  const thing: Thing = { kind: "posts", id: wanted.postId };
  const found = await findSubscription(tx.db, subscriberId, thing);
  if (!found || found.delivery === "site") await follow(tx, subscriberId, thing, "at-once", now);
  await noteAnswersFollowed(tx, commentId);
}

/** Lets a guest whose address is confirmed get replies by e-mail, also if they had stopped that: they have just asked for it. */
export async function wantReplies(tx: Transaction, email: string, now: Date): Promise<void> {
  const subscriberId = await subscriberOfAddress(tx, email, now);
  const { replies } = await readPreferences(tx.db, subscriberId);
  if (replies === "never") await setPreference(tx, subscriberId, "replies", "at-once");
  await setGuestEmails(tx, hashEmail(email), true, now);
}

async function subscriberOfWriter(
  tx: Transaction,
  { writer }: AnswersWanted,
  now: Date,
): Promise<number | null> {
  if ("email" in writer) return subscriberOfAddress(tx, writer.email, now);
  const [recipient] = await listRecipients(tx.db, [writer.personId]);
  return recipient ? subscriberOf(tx, recipient.accountId, now) : null;
}
