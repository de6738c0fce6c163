import { getAccount } from "~/accounts/account.server";
import { claimGuestComments } from "~/comments/guest-comments.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";

/**
 * Makes comments that a member wrote as a guest their own: all, or some of them. Which these are is told by the address that
 * they have confirmed, read here and now; nobody can give another. Gives how many.
 */
export const claimComments = (
  { db }: { db: Database },
  { id: personId, accountId }: Pick<Member, "id" | "accountId">,
  ids: number[] | "all",
): Promise<number> =>
  db.write(async (tx) => {
    const { email } = await getAccount(tx.db, accountId);
    return claimGuestComments(tx, { email, personId }, ids);
  });
