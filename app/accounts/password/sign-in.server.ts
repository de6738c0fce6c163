import type { Database, DatabaseClient } from "~/platform/database/database.server";
import type { PasswordOrigin } from "../account-limits.server";
import { findKnownBrowser } from "../session/known-browser.server";
import { beginSessionIfActive, type Device } from "../session/session.server";
import { type CheckDeps, type CheckRefusal, checkPassword } from "./check-password.server";
import { hashPassword, isOutdated } from "./password.server";

export type SignInRefusal = CheckRefusal | { ok: false; reason: "sign-in.deactivated" };

/** Signs in with a password. Returns the secret for the cookie. Neither the answer nor its time shows whether
 *  an address is known: the session and the known browser are stored only after a correct password. */
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

/** The browser is looked up even without an account, so that both cases take the same time. */
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

/** Hashes with the current parameters, unless the password was changed meanwhile. */
async function rehash(db: DatabaseClient, id: number, before: string, password: string) {
  const passwordHash = await hashPassword(password);
  await db.account.updateMany({ where: { id, passwordHash: before }, data: { passwordHash } });
}
