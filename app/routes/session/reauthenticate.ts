// Re-authentication: changing sign-in methods or deleting the account takes more than a session, which anyone
// with access to an open browser has.

import type { AppLoadContext } from "@remix-run/node";
import { FRESH_S } from "~/accounts/account.schema";
import { getAccount } from "~/accounts/account.server";
import { type CheckRefusal, checkPassword } from "~/accounts/password/check-password.server";
import { isFresh } from "~/accounts/session/session.server";
import type { Member } from "~/people/viewer";

export type ReauthenticationRefusal = (
  | CheckRefusal
  | { ok: false; reason: "proof.stale" | "proof.missing" }
) & {
  status: number;
};

const STATUS = { "sign-in.mismatch": 422, "sign-in.busy": 503, "sign-in.too-many": 429 };

/** Accepts the member's password, or without a password a recent sign-in. Refuses with the status for the
 *  page. */
export async function reauthenticate(
  context: AppLoadContext,
  member: Member,
  proof: string | undefined,
): Promise<{ ok: true } | ReauthenticationRefusal> {
  const { db, now } = context;
  const { email, passwordHash } = await getAccount(db, member.accountId);
  if (passwordHash === null) {
    if (await isFresh(db, member, FRESH_S, now())) return { ok: true };
    return { ok: false, status: 403, reason: "proof.stale" };
  }
  // An empty password is not a guess and isn't counted.
  if (!proof) return { ok: false, status: 422, reason: "proof.missing" };
  const { sessionId } = member;
  const checked = await checkPassword(context, { email, password: proof }, async () => ({
    ...{ kind: "session", sessionId },
  }));
  return checked.ok ? { ok: true } : { ...checked, status: STATUS[checked.reason] };
}
