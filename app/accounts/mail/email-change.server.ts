// Changing the e-mail address of an account. Both the old and the new address must confirm, in either order.

import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { findAccountByEmail } from "../account.server";
import { endSessions } from "../session/session.server";
import { issueToken, LIFETIMES, revokeTokens, spendToken, type TokenRefusal } from "../token.server";
import { type Correspondent, writeTo } from "./correspondence.server";
import { addressChangedEmail, addressChangeEmail, addressTakenEmail, newAddressEmail } from "./emails";

interface Deps extends Correspondent {
  db: Database;
}

/** Time to confirm a change, which is the validity of its links. */
export const EMAIL_CHANGE_MS = LIFETIMES["email-new"];

/** Sends an e-mail to both addresses. An earlier change is cancelled. */
export const askToChangeEmail = (deps: Deps, accountId: number, newEmail: string, now: Date): Promise<void> =>
  deps.db.write(async (tx) => {
    const { email } = await tx.db.account.findUniqueOrThrow({ where: { id: accountId } });
    await giveUpEmailChange(tx, accountId);
    const change = { newEmail, expiresAt: new Date(now.getTime() + EMAIL_CHANGE_MS) };
    await tx.db.emailChange.create({ data: { accountId, ...change } });
    const old = await issueToken(tx, "email-old", { accountId }, now);
    const oldHref = `${deps.siteUrl}/confirm/${old}`;
    await writeTo(tx, deps, email, (siteName) => addressChangeEmail(siteName, oldHref, newEmail), now);
    const taken = await findAccountByEmail(tx.db, newEmail);
    // Also created for a taken address, so that both cases take the same time.
    const secret = await issueToken(tx, "email-new", { accountId }, now);
    if (taken) {
      const href = `${deps.siteUrl}/sign-in`;
      return writeTo(tx, deps, newEmail, (siteName) => addressTakenEmail(siteName, href), now);
    }
    const href = `${deps.siteUrl}/confirm/${secret}`;
    return writeTo(tx, deps, newEmail, (siteName) => newAddressEmail(siteName, href), now);
  });

export async function giveUpEmailChange(tx: Transaction, accountId: number): Promise<void> {
  await tx.db.emailChange.deleteMany({ where: { accountId } });
  await revokeTokens(tx, accountId, ["email-old", "email-new"]);
}

/** The pending change, for the settings. */
export const findEmailChange = (db: Database, accountId: number, now: Date) =>
  db.emailChange.findFirst({ where: { accountId, expiresAt: { gt: now } } });

/** Deletes new addresses that weren't confirmed in time. */
export async function pruneEmailChanges(db: DatabaseClient, now: Date): Promise<void> {
  await db.emailChange.deleteMany({ where: { expiresAt: { lte: now } } });
}

export type ConfirmedEmail =
  | { ok: true; state: "other-to-confirm" | "changed"; accountId: number; newEmail: string }
  | { ok: false; reason: "account.email-taken" }
  | TokenRefusal;

/** Confirms one side. With the second confirmation the address is changed and all sessions end. */
export async function confirmEmailWith(
  tx: Transaction,
  deps: Correspondent,
  side: "email-old" | "email-new",
  secret: string,
  now: Date,
): Promise<ConfirmedEmail> {
  const used = await spendToken(tx, side, secret, now);
  if (!used.ok) return used;
  const accountId = used.accountId ?? 0;
  const change = await tx.db.emailChange.findUnique({ where: { accountId } });
  if (!change || change.expiresAt <= now) return { ok: false, reason: "token.expired" };
  const { newEmail } = change;
  const confirmed = side === "email-old" ? { oldConfirmedAt: now } : { newConfirmedAt: now };
  const both = { ...change, ...confirmed };
  if (!both.oldConfirmedAt || !both.newConfirmedAt) {
    await tx.db.emailChange.update({ where: { accountId }, data: confirmed });
    return { ok: true, state: "other-to-confirm", accountId, newEmail };
  }
  const taken = await findAccountByEmail(tx.db, newEmail);
  await giveUpEmailChange(tx, accountId);
  if (taken) return { ok: false, reason: "account.email-taken" };
  const { email } = await tx.db.account.findUniqueOrThrow({ where: { id: accountId } });
  await tx.db.account.update({ where: { id: accountId }, data: { email: newEmail } });
  await endSessions(tx, accountId);
  await revokeTokens(tx, accountId, ["reset"]);
  await writeTo(tx, deps, email, (siteName) => addressChangedEmail(siteName, newEmail), now);
  return { ok: true, state: "changed", accountId, newEmail };
}
