// Storing, listing, renaming and removing passkeys.

import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { type Correspondent, writeTo } from "../mail/correspondence.server";
import { signInMethodsChangedEmail } from "../mail/emails";
import { hasOtherSignInMethod, type KnownSites } from "../sign-in-methods.server";
import { MAX_PASSKEY_NAME_CHARS, MAX_PASSKEYS } from "./passkey.schema";

export interface PasskeyDeps extends Correspondent {
  db: Database;
}

/** The stored part of a passkey, with which nobody can sign in. */
export interface NewPasskey {
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string;
  /** Recognisable to its owner: the device on which it was created. */
  name: string;
}

export interface PasskeySummary {
  id: number;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** Passkeys of an account, oldest first. */
export const listPasskeys = (db: DatabaseClient, accountId: number): Promise<PasskeySummary[]> =>
  db.passkey.findMany({
    where: { accountId },
    orderBy: { id: "asc" },
    take: MAX_PASSKEYS,
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
  });

/** A passkey of this account; null if it has none with this id. */
export const findPasskey = (
  db: DatabaseClient,
  accountId: number,
  id: number,
): Promise<PasskeySummary | null> =>
  db.passkey.findFirst({
    where: { id, accountId },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
  });

/** For `excludeCredentials`, so that a device doesn't create a second passkey. */
export async function listCredentials(db: DatabaseClient, accountId: number) {
  const rows = await db.passkey.findMany({
    where: { accountId },
    select: { credentialId: true, transports: true },
  });
  return rows.map((row) => ({ id: row.credentialId, transports: row.transports.split(" ").filter(Boolean) }));
}

export type KeepRefusal = { ok: false; reason: "passkey.too-many" | "passkey.taken" };

/** Whether a passkey is registered already. */
export const isPasskeyTaken = async (db: DatabaseClient, credentialId: string): Promise<boolean> =>
  (await db.passkey.count({ where: { credentialId } })) > 0;

/** Adds a passkey to an account. A name that is in use gets a number. Refuses a registered passkey, and more
 *  than MAX_PASSKEYS. */
export async function keepPasskey(
  tx: Transaction,
  accountId: number,
  { credentialId, publicKey, counter, transports, name: device }: NewPasskey,
  now: Date,
): Promise<{ ok: true; name: string } | KeepRefusal> {
  if (await isPasskeyTaken(tx.db, credentialId)) return { ok: false, reason: "passkey.taken" };
  const others = await listPasskeys(tx.db, accountId);
  if (others.length >= MAX_PASSKEYS) return { ok: false, reason: "passkey.too-many" };
  const name = numbered(device, new Set(others.map((other) => other.name)));
  await tx.db.passkey.create({
    data: { accountId, credentialId, publicKey, counter, transports, name, createdAt: now },
  });
  return { ok: true, name };
}

function numbered(name: string, taken: Set<string>): string {
  const short = name.slice(0, MAX_PASSKEY_NAME_CHARS - 5);
  for (let number = 2, own = short; ; number++) {
    if (!taken.has(own)) return own;
    own = `${short} (${number})`;
  }
}

/** Returns false if the account has no such passkey. */
export async function renamePasskey(
  db: DatabaseClient,
  accountId: number,
  id: number,
  name: string,
): Promise<boolean> {
  return (await db.passkey.updateMany({ where: { id, accountId }, data: { name } })).count === 1;
}

export type RemovePasskeyRefusal = { ok: false; reason: "passkey.gone" | "account.last-sign-in-method" };

/** Removes a passkey and notifies its owner by e-mail. Refuses if it is the last sign-in method. */
export const removePasskey = (
  deps: PasskeyDeps & KnownSites,
  accountId: number,
  id: number,
  now: Date,
): Promise<{ ok: true } | RemovePasskeyRefusal> =>
  deps.db.write(async (tx): Promise<{ ok: true } | RemovePasskeyRefusal> => {
    const passkey = await findPasskey(tx.db, accountId, id);
    if (!passkey) return { ok: false, reason: "passkey.gone" };
    if (!(await hasOtherSignInMethod(tx.db, deps, accountId, { passkeyId: id })))
      return { ok: false, reason: "account.last-sign-in-method" };
    await tx.db.passkey.delete({ where: { id } });
    await notifyOfPasskey(
      tx,
      deps,
      accountId,
      (site) => `The passkey “${passkey.name}” was removed from your account at ${site}.`,
      now,
    );
    return { ok: true };
  });

/** Notifies a person by e-mail about a change of their passkeys. */
export async function notifyOfPasskey(
  tx: Transaction,
  deps: Correspondent,
  accountId: number,
  what: (siteName: string) => string,
  now: Date,
): Promise<void> {
  const { email } = await tx.db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { email: true },
  });
  const href = `${deps.siteUrl}/settings/passkeys`;
  await writeTo(tx, deps, email, (name) => signInMethodsChangedEmail(name, what(name), href), now);
}
