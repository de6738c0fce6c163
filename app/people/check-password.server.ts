import type { Reader } from "~/platform/database/database.server";
import { findAccountByEmail } from "./account.server";
import type { AccountLimits } from "./account-limits.server";
import { inTurn, isHashingBusy, verifyNow } from "./password.server";

export interface CheckMeans {
  db: Reader;
  accountLimits: AccountLimits;
}

export type CheckRefusal =
  | { ok: false; reason: "sign-in.mismatch" | "sign-in.busy" }
  | { ok: false; reason: "sign-in.too-many"; seconds: number };

/**
 * Whether an address and a password belong together: one hash and two questions to the database, whether the address is known
 * or not. All of it in one turn, so that many who guess at once are counted one after the other.
 */
export async function checkPassword(
  { db, accountLimits }: CheckMeans,
  { email, password }: { email: string; password: string },
  clientAddress: string,
): Promise<
  { ok: true; account: NonNullable<Awaited<ReturnType<typeof findAccountByEmail>>> } | CheckRefusal
> {
  if (isHashingBusy()) return { ok: false, reason: "sign-in.busy" };
  return inTurn(async () => {
    const seconds = await accountLimits.secondsToWait(clientAddress, email);
    if (seconds > 0) return { ok: false, reason: "sign-in.too-many", seconds };
    const account = await findAccountByEmail(db, email);
    const isRight = await verifyNow(account?.passwordHash ?? null, password);
    if (account && isRight) return { ok: true, account };
    await accountLimits.countFailure(clientAddress, email);
    return { ok: false, reason: "sign-in.mismatch" };
  });
}
