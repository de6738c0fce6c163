import type { Database, Reader } from "~/platform/database/database.server";
import { findAccountByEmail } from "./account.server";
import type { AccountLimits } from "./account-limits.server";
import { hashPassword, inTurn, isHashingBusy, isOutdated, verifyNow } from "./password.server";
import { beginSession, type Device } from "./session.server";

export interface SignInMeans {
  db: Database;
  accountLimits: AccountLimits;
}

export type SignInRefusal =
  | { ok: false; reason: "sign-in.mismatch" | "sign-in.deactivated" | "sign-in.busy" }
  | { ok: false; reason: "sign-in.too-many"; seconds: number };

/**
 * Signs in by password; gives the secret for the cookie. Whether an address is known shows neither in the answer nor in the
 * time that it takes: one hash, and the same two questions to the database (a third, the new session, only when it is right).
 */
export async function signIn(
  { db, accountLimits }: SignInMeans,
  { email, password }: { email: string; password: string },
  device: Device,
  now: Date,
): Promise<{ ok: true; secret: string; accountId: number } | SignInRefusal> {
  if (isHashingBusy()) return { ok: false, reason: "sign-in.busy" };
  // In one turn, so that many who guess at once are counted one after the other.
  const checked = await inTurn(async () => {
    const seconds = await accountLimits.secondsToWait(device.address, email);
    if (seconds > 0) return { ok: false as const, reason: "sign-in.too-many" as const, seconds };
    const account = await findAccountByEmail(db, email);
    if (account && (await verifyNow(account.passwordHash, password))) return { ok: true as const, account };
    if (!account) await verifyNow(null, password);
    await accountLimits.countFailure(device.address, email);
    return { ok: false as const, reason: "sign-in.mismatch" as const };
  });
  if (!checked.ok) return checked;
  const { id, status, passwordHash } = checked.account;
  if (status !== "active") return { ok: false, reason: "sign-in.deactivated" };
  if (passwordHash && isOutdated(passwordHash)) await rehash(db, id, passwordHash, password);
  return { ok: true, accountId: id, secret: await beginSession(db, id, device, now) };
}

/** With today's parameters, unless the password was changed meanwhile. */
async function rehash(db: Reader, id: number, before: string, password: string) {
  const passwordHash = await hashPassword(password);
  await db.account.updateMany({ where: { id, passwordHash: before }, data: { passwordHash } });
}
