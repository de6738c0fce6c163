import type { DatabaseClient } from "~/platform/database/database.server";
import { findAccountByEmail } from "../account.server";
import type { AccountLimits, PasswordOrigin } from "../account-limits.server";
import { inTurn, isHashingBusy, verifyNow } from "./password.server";

export interface CheckDeps {
  db: DatabaseClient;
  accountLimits: AccountLimits;
}

export type CheckRefusal =
  | { ok: false; reason: "sign-in.mismatch" | "sign-in.busy" }
  | { ok: false; reason: "sign-in.too-many"; seconds: number };

type CheckedAccount = NonNullable<Awaited<ReturnType<typeof findAccountByEmail>>>;

/** Checks an e-mail address and password with one hash and the same number of queries whether the address is
 *  known or not. Runs in the hashing queue, so that simultaneous guesses are counted one after the other.
 *  `findOrigin` gets the account's id, or null. */
export async function checkPassword(
  { db, accountLimits }: CheckDeps,
  { email, password }: { email: string; password: string },
  findOrigin: (accountId: number | null) => Promise<PasswordOrigin>,
): Promise<{ ok: true; account: CheckedAccount } | CheckRefusal> {
  if (isHashingBusy()) return { ok: false, reason: "sign-in.busy" };
  return inTurn(async () => {
    const account = await findAccountByEmail(db, email);
    const origin = await findOrigin(account?.id ?? null);
    const seconds = await accountLimits.secondsToWait(origin);
    if (seconds > 0) return { ok: false, reason: "sign-in.too-many", seconds };
    const isRight = await verifyNow(account?.passwordHash ?? null, password);
    if (account && isRight) return { ok: true, account };
    await accountLimits.countFailure(origin);
    return { ok: false, reason: "sign-in.mismatch" };
  });
}
