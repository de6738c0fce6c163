import type { Correspondent } from "~/accounts/mail/correspondence.server";
import { type ConfirmedEmail, confirmEmailWith } from "~/accounts/mail/email-change.server";
import { takeOverAddress } from "~/following/address-subscriber.server";
import { resumeChangedAddress } from "~/following/emails/pause.server";
import type { Database } from "~/platform/database/database.server";

/** Confirms one side of a changed e-mail address. What was followed with the new one before is the account's then. */
export const confirmEmail = (
  deps: Correspondent & { db: Database },
  side: "email-old" | "email-new",
  secret: string,
  now: Date,
): Promise<ConfirmedEmail> =>
  deps.db.write(async (tx) => {
    const confirmed = await confirmEmailWith(tx, deps, side, secret, now);
    if (confirmed.ok && confirmed.state === "changed") {
      await takeOverAddress(tx, { accountId: confirmed.accountId, email: confirmed.newEmail });
      await resumeChangedAddress(tx, confirmed.accountId);
    }
    return confirmed;
  });
