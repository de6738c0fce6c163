import type { Database } from "~/platform/database/database.server";
import { setPasswordHash } from "./account.server";
import { type CheckMeans, type CheckRefusal, checkPassword } from "./check-password.server";
import { hashPassword, isOutdated } from "./password.server";
import { beginSession, type Device } from "./session.server";

export type SignInRefusal = CheckRefusal | { ok: false; reason: "sign-in.deactivated" };

/**
 * Signs in by password; gives the secret for the cookie. Whether an address is known shows neither in the answer nor in the
 * time that it takes: the statements after the second, for the new session, come only when the password is right.
 */
export async function signIn(
  means: CheckMeans & { db: Database },
  typed: { email: string; password: string },
  device: Device,
  now: Date,
): Promise<{ ok: true; secret: string; accountId: number } | SignInRefusal> {
  const checked = await checkPassword(means, typed, device.address);
  if (!checked.ok) return checked;
  const { id, status, passwordHash } = checked.account;
  if (status !== "active") return { ok: false, reason: "sign-in.deactivated" };
  const renewed = passwordHash && isOutdated(passwordHash) ? await hashPassword(typed.password) : null;
  return means.db.write(async (tx) => {
    // Measuring takes a while, in which a new password may have ended all sessions: the old one begins none after that.
    const stands = await tx.db.account.count({ where: { id, passwordHash } });
    if (stands === 0) return { ok: false, reason: "sign-in.mismatch" } as const;
    if (renewed) await setPasswordHash(tx, id, renewed);
    return { ok: true, accountId: id, secret: await beginSession(tx.db, id, device, now) } as const;
  });
}
