// Ending e-mails by the standing link in them.

import type { Transaction } from "~/platform/database/database.server";
import { PREFERENCES, type Preference } from "./following.schema";
import { setPreference } from "./preference.server";
import type { Reason } from "./reasons";
import { endSubscription } from "./subscription.server";

/** The reasons that a preference is about. */
const BY_REASON = new Map<Reason, Preference>([
  ["reply", "replies"],
  ["own-post", "own-posts"],
]);

/** What a link ends: a subscription by its ID, what a reason tells, or everything. */
export type Ending = { subscriptionId: number } | { reason: "reply" | "own-post" } | "all";

export function readEnding(only: string | null): Ending {
  if (only === "reply" || only === "own-post") return { reason: only };
  return only !== null && /^\d{1,9}$/.test(only) ? { subscriptionId: Number(only) } : "all";
}

/** Ends e-mails; again, nothing happens. */
export async function stop(tx: Transaction, subscriberId: number, ending: Ending): Promise<void> {
  if (ending === "all") {
    const rows = await tx.db.subscription.findMany({ where: { subscriberId }, select: { id: true } });
    for (const { id } of rows) await endSubscription(tx, subscriberId, id);
    for (const kind of PREFERENCES) await setPreference(tx, subscriberId, kind, "never");
  } else if ("subscriptionId" in ending) await endSubscription(tx, subscriberId, ending.subscriptionId);
  else await setPreference(tx, subscriberId, BY_REASON.get(ending.reason) ?? "replies", "never");
}
