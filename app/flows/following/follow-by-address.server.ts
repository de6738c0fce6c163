// Following with an e-mail address instead of an account: it is asked once whether it is its guest's, unless this browser has confirmed it.

import { hashEmail } from "~/comments/guests/guest-email";
import { findGuest } from "~/comments/guests/guests.server";
import { getLinked, subscriberOfAddress } from "~/following/address-subscriber.server";
import { resume } from "~/following/emails/pause.server";
import { addRequest, type FollowRequest, listRequests } from "~/following/follow-request.server";
import type { Chosen } from "~/following/following.schema";
import { unmuteConversation } from "~/following/preference.server";
import type { Linked } from "~/following/subscriber.server";
import { follow, type Thing } from "~/following/subscription.server";
import { canonicalEmail } from "~/people/fields";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { askLater } from "../guests/ask-address.server";
import { type FollowedThing, findThing } from "./followed-thing.server";

export type FollowedByAddress =
  /** The same for every address. */
  | { ok: true; state: "asked" }
  | { ok: true; state: "followed"; subscriber: Linked }
  | { ok: false; reason: "following.too-many" };

/** Follows a thing with an address, or asks it first. `proof` is the secret of the guest's browser. */
export const followByAddress = (
  { db }: { db: Database },
  { email: typed, delivery, proof }: { email: string; delivery: Chosen; proof: string | undefined },
  thing: Thing,
  now: Date,
): Promise<FollowedByAddress> =>
  db.write(async (tx): Promise<FollowedByAddress> => {
    const email = canonicalEmail(typed);
    const guest = proof === undefined ? null : await findGuest(tx.db, proof);
    if (guest?.confirmedAt && guest.emailHash === hashEmail(email)) {
      const subscriberId = await subscriberOfAddress(tx, email, now);
      const done = await followAs(tx, subscriberId, thing, delivery, now);
      if (!done.ok) return done;
      return { ok: true, state: "followed", subscriber: await getLinked(tx.db, subscriberId) };
    }
    const requestId = await addRequest(tx, email, thing, delivery, now);
    await askLater(tx, email, { requestId }, now);
    return { ok: true, state: "asked" };
  });

export interface AskedThing extends FollowRequest, Pick<FollowedThing, "name" | "path"> {}

/** What an address is asked about, as far as it can still be followed. */
export async function listAsked(db: DatabaseClient, email: string, now: Date): Promise<AskedThing[]> {
  const asked: AskedThing[] = [];
  for (const request of await listRequests(db, email, now)) {
    const thing = await findThing(db, request.kind, request.id);
    if (thing) asked.push({ ...request, name: thing.name, path: thing.path });
  }
  return asked;
}

/** Follows what was asked. Returns how many things are beyond the limit of what one can follow. */
export async function followAsked(
  tx: Transaction,
  subscriberId: number,
  requests: readonly FollowRequest[],
  now: Date,
): Promise<number> {
  let tooMany = 0;
  for (const { kind, id, delivery } of requests) {
    const done = await followAs(tx, subscriberId, { kind, id }, delivery, now);
    if (!done.ok) tooMany++;
  }
  // The link that confirms an address arrived there.
  if (requests.length > 0) await resume(tx, subscriberId, now);
  return tooMany;
}

/** Whoever follows a conversation that they muted wants to hear of it again. */
async function followAs(tx: Transaction, subscriberId: number, thing: Thing, delivery: Chosen, now: Date) {
  if (thing.kind === "posts") await unmuteConversation(tx, subscriberId, thing.id);
  return follow(tx, subscriberId, thing, delivery, now);
}
