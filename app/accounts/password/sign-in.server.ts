import type { Database, DatabaseClient } from "~/platform/database/database.server";
import type { PasswordOrigin } from "../account-limits.server";
import { findKnownBrowser } from "../session/known-browser.server";
import { beginSessionIfActive, type Device } from "../session/session.server";
import { type CheckDeps, type CheckRefusal, checkPassword } from "./check-password.server";
import { hashPassword, isOutdated } from "./password.server";

export type SignInRefusal = CheckRefusal | { ok: false; reason: "sign-in.deactivated" };

/**
 * Signs in by password; gives the secret for the cookie. Whether an address is known shows neither in the answer nor in the
 * time that it takes: the new session, and that its browser is known from now on, comes only when the password is right.
 */
export async function signIn(
  deps: CheckDeps & { db: Database },
  typed: { email: string; password: string },
  device: Device,
  now: Date,
): Promise<{ ok: true; secret: string; accountId: number } | SignInRefusal> {
  const checked = await checkPassword(deps, typed, (accountId) =>
    findOrigin(deps.db, accountId, typed.email, device, now),
  );
  if (!checked.ok) return checked;
  const { id, status, passwordHash } = checked.account;
  if (status !== "active") return { ok: false, reason: "sign-in.deactivated" };
  if (passwordHash && isOutdated(passwordHash)) await rehash(deps.db, id, passwordHash, typed.password);
  const secret = await deps.db.write((tx) => beginSessionIfActive(tx, id, device, now));
  if (secret === null) return { ok: false, reason: "sign-in.deactivated" };
  return { ok: true, accountId: id, secret };
}

/** A browser is asked for by its account, or by nobody's, so that it costs the same whether there is one. */
async function findOrigin(
  db: DatabaseClient,
  accountId: number | null,
  email: string,
  { address, browser }: Device,
  now: Date,
): Promise<PasswordOrigin> {
  const browserId = browser ? await findKnownBrowser(db, accountId ?? 0, browser, now) : null;
  if (browserId !== null) return { kind: "known-browser", browserId };
  return { kind: "stranger", clientAddress: address, email };
}

/** With today's parameters, unless the password was changed meanwhile. */
async function rehash(db: DatabaseClient, id: number, before: string, password: string) {
  const passwordHash = await hashPassword(password);
  await db.account.updateMany({ where: { id, passwordHash: before }, data: { passwordHash } });
}
