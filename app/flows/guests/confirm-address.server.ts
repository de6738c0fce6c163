// A guest confirms their e-mail address, once for all that was asked with it, and turns e-mails off.

import { findToken, spendToken, type TokenRefusal } from "~/accounts/token.server";
import { REMEMBERED_S, VISIT_S } from "~/comments/guests/guest.schema";
import {
  confirmAddress,
  hasNoEmails,
  listToConfirm,
  setGuestEmails,
} from "~/comments/guests/guest-address.server";
import { hashEmail } from "~/comments/guests/guest-email";
import { findGuest, rememberGuest } from "~/comments/guests/guests.server";
import { getLinked, subscriberOfAddress } from "~/following/address-subscriber.server";
import { deleteRequests } from "~/following/follow-request.server";
import type { Linked } from "~/following/subscriber.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { followAnswers, wantReplies } from "../following/follow-answers.server";
import { followAsked, listAsked } from "../following/follow-by-address.server";
import { forgetAsking } from "./ask-address.server";

/** What a link to confirm an address is about. */
export async function openConfirmation(db: DatabaseClient, secret: string, now: Date) {
  const link = await findToken<{ email: string }>(db, "guest-email", secret, now);
  if (!link.ok) return link;
  const { email } = link.payload;
  const [replies, follows] = [await listToConfirm(db, email, now), await listAsked(db, email, now)];
  return { ok: true, email, replies, follows } as const;
}

export interface Chosen {
  /** IDs of replies. */
  ids: number[];
  /** IDs of requests to follow something. */
  requestIds: number[];
  /** Whether this browser is remembered beyond the visit. */
  remember: boolean;
  /** The secret that it has. */
  proof: string | undefined;
}

export type Confirmed =
  /** `secret` is for the cookie of the browser that does it; null if the one that it has stays as it is. `tooMany` things are beyond the
   *  limit of what one can follow. */
  | { ok: true; secret: string | null; subscriber: Linked; tooMany: number }
  | { ok: false; reason: "guest.nothing-chosen" }
  | TokenRefusal;

/** Confirms an address for what is chosen of all that was asked with it, once; the rest is forgotten. Refuses an invalid link, and one
 *  press without anything. */
export const confirmGuest = (
  { db }: { db: Database },
  secret: string,
  chosen: Chosen,
  now: Date,
): Promise<Confirmed> =>
  db.write(async (tx): Promise<Confirmed> => {
    const opened = await openConfirmation(tx.db, secret, now);
    if (!opened.ok) return opened;
    const { email } = opened;
    const replies = opened.replies.filter(({ id }) => chosen.ids.includes(id));
    const follows = opened.follows.filter(({ requestId }) => chosen.requestIds.includes(requestId));
    if (replies.length + follows.length === 0) return { ok: false, reason: "guest.nothing-chosen" };
    const spent = await spendToken(tx, "guest-email", secret, now);
    if (!spent.ok) return spent;
    const browserSecret = await confirmBrowser(tx, email, chosen, now);
    await forgetAsking(tx, email);
    await deleteRequests(tx, email);
    const subscriberId = await subscriberOfAddress(tx, email, now);
    const tooMany = await followAsked(tx, subscriberId, follows, now);
    if (replies.some(({ emailAnswers }) => emailAnswers !== null)) await wantReplies(tx, email, now);
    for (const { id } of replies) await followAnswers(tx, id, now);
    return { ok: true, secret: browserSecret, subscriber: await getLinked(tx.db, subscriberId), tooMany };
  });

/** Lets the browser be known by the address. A guest with another address stays who they are; this browser is then known by the new one. */
async function confirmBrowser(
  tx: Transaction,
  email: string,
  { ids, remember, proof }: Chosen,
  now: Date,
): Promise<string | null> {
  const before = proof === undefined ? null : await findGuest(tx.db, proof);
  const isFree = (before?.emailHash ?? hashEmail(email)) === hashEmail(email);
  const lasts = remember ? REMEMBERED_S : VISIT_S;
  const browser = await rememberGuest(tx, isFree ? proof : undefined, { lasts, now });
  await confirmAddress(tx, browser.guest, { email, ids }, now);
  // A cookie that lasts isn't replaced by one that doesn't.
  return remember || browser.secret !== proof ? browser.secret : null;
}

/** Whether e-mails to a guest's address are on, for the link in each of them. */
export async function readGuestEmails(
  db: DatabaseClient,
  secret: string,
  now: Date,
): Promise<{ ok: true; on: boolean } | TokenRefusal> {
  const link = await findToken<{ emailHash: string }>(db, "guest-unsubscribe", secret, now);
  return link.ok ? { ok: true, on: !(await hasNoEmails(db, link.payload.emailHash)) } : link;
}

/** Turns e-mails to a guest's address off, or on again. Returns false if the link is invalid. Repeated, it changes nothing. */
export const turnGuestEmails = (
  { db }: { db: Database },
  secret: string,
  on: boolean,
  now: Date,
): Promise<boolean> =>
  db.write(async (tx) => {
    const link = await findToken<{ emailHash: string }>(tx.db, "guest-unsubscribe", secret, now);
    if (link.ok) await setGuestEmails(tx, link.payload.emailHash, on, now);
    return link.ok;
  });
