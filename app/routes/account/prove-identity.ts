// What changes how somebody comes in, or ends it all, takes more than a session: whoever finds an open browser has that.

import type { AppLoadContext } from "@remix-run/node";
import { FRESH_S } from "~/people/account.schema";
import { getAccount } from "~/people/account.server";
import { isHashingBusy, verifyPassword } from "~/people/password.server";
import { isFresh } from "~/people/session.server";
import type { Member } from "~/people/viewer";

export type Doubt =
  | { ok: false; status: number; reason: "proof.mismatch" | "proof.stale" | "sign-in.busy" }
  | { ok: false; status: number; reason: "sign-in.too-many"; seconds: number };

/** Whether somebody gave their password or, where they have none, has only just signed in. */
export async function proveIdentity(
  { db, accountLimits, clientAddress, now }: AppLoadContext,
  member: Member,
  proof: string | undefined,
): Promise<{ ok: true } | Doubt> {
  const { email, passwordHash } = await getAccount(db, member.accountId);
  if (passwordHash === null) {
    if (await isFresh(db, member, FRESH_S, now())) return { ok: true };
    return { ok: false, status: 403, reason: "proof.stale" };
  }
  if (isHashingBusy()) return { ok: false, status: 503, reason: "sign-in.busy" };
  const seconds = await accountLimits.secondsToWait(clientAddress, email);
  if (seconds > 0) return { ok: false, status: 429, reason: "sign-in.too-many", seconds };
  if (await verifyPassword(passwordHash, proof ?? "")) return { ok: true };
  await accountLimits.countFailure(clientAddress, email);
  return { ok: false, status: 422, reason: "proof.mismatch" };
}
