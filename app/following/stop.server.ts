// Ending e-mails by the standing link in them.

import type { Transaction } from "~/platform/database/database.server";
import { type Chosen, PREFERENCES, type Preference } from "./following.schema";
import { muteConversation, readPreferences, setPreference } from "./preference.server";
import type { Reason } from "./reasons";
import { changeDelivery, endSubscription } from "./subscription.server";

/** The reasons that a preference is about. */
const BY_REASON = new Map<Reason, Preference>([
  ["reply", "replies"],
  ["mention", "mentions"],
  ["continued", "continued"],
  ["own-post", "own-posts"],
]);

/** What a link ends: a subscription by its ID, what a reason tells, or everything. */
export type Ending =
  | { subscriptionId: number }
  | { reason: "reply" | "mention" | "continued" | "own-post" }
  /** What moderators decide about a guest's replies. */
  | "decisions"
  | "all";

export function readEnding(only: string | null): Ending {
  if (only === "decisions") return only;
  if (only === "reply" || only === "mention" || only === "continued" || only === "own-post")
    return { reason: only };
  return only !== null && /^\d{1,9}$/.test(only) ? { subscriptionId: Number(only) } : "all";
}

/** Changes how somebody is told of what they get, or mutes the conversation. It never makes them get what they don't. */
export async function changeWanted(
  tx: Transaction,
  { id: subscriberId }: { id: number },
  ending: Ending,
  delivery: Chosen | "mute",
  now: Date,
): Promise<void> {
  if (typeof ending === "string") return;
  if ("reason" in ending) {
    const kind = BY_REASON.get(ending.reason) ?? "replies";
    const { [kind]: before } = await readPreferences(tx.db, subscriberId);
    if (before !== "never" && delivery !== "mute" && delivery !== "parts")
      await setPreference(tx, subscriberId, kind, delivery);
    return;
  }
  const { subscriptionId } = ending;
  if (delivery !== "mute") return changeDelivery(tx, subscriberId, subscriptionId, delivery, now);
  const followed = await tx.db.subscription.findFirst({
    where: { id: subscriptionId, subscriberId },
    select: { postId: true },
  });
  if (!followed?.postId) return;
  await endSubscription(tx, subscriberId, subscriptionId);
  await muteConversation(tx, subscriberId, followed.postId, now);
}

/** Ends e-mails; again, nothing happens. */
export async function stop(tx: Transaction, subscriberId: number, ending: Ending): Promise<void> {
  if (ending === "all") {
    const rows = await tx.db.subscription.findMany({ where: { subscriberId }, select: { id: true } });
    for (const { id } of rows) await endSubscription(tx, subscriberId, id);
    for (const kind of PREFERENCES) await setPreference(tx, subscriberId, kind, "never");
  } else if (ending === "decisions") return;
  else if ("subscriptionId" in ending) await endSubscription(tx, subscriberId, ending.subscriptionId);
  else await setPreference(tx, subscriberId, BY_REASON.get(ending.reason) ?? "replies", "never");
}
