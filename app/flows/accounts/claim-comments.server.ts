import { getAccount } from "~/accounts/account.server";
import { claimGuestComments } from "~/comments/guests/guest-comments.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";

/** Assigns guest comments to the member: all, or some. The comments' address must be the account's confirmed
 *  one, which is read in the transaction. Returns their number. */
export const claimComments = (
  { db }: { db: Database },
  { id: personId, accountId }: Pick<Member, "id" | "accountId">,
  ids: number[] | "all",
): Promise<number> =>
  db.write(async (tx) => {
    const { email } = await getAccount(tx.db, accountId);
    return claimGuestComments(tx, { email, personId }, ids);
  });
