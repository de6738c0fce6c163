// Identities: accounts of a person at other sites, with which they can sign in here.

import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { type Correspondent, writeTo } from "../mail/correspondence.server";
import { signInMethodsChangedEmail } from "../mail/emails";
import { hasOtherSignInMethod } from "../sign-in-methods.server";
import type { Identity } from "./identity.schema";
import type { IdentityProviders } from "./identity-provider.server";

export interface IdentityDeps extends Correspondent {
  db: Database;
  identityProviders: IdentityProviders;
}

const known = ({ issuer, subject }: Identity) => ({ issuer_subject: { issuer, subject } });

/** The account of an identity. */
export const findByIdentity = (db: DatabaseClient, identity: Identity) =>
  db.identity.findUnique({
    where: known(identity),
    select: { accountId: true, account: { select: { status: true } } },
  });

export const listIdentities = (db: DatabaseClient, accountId: number) =>
  db.identity.findMany({
    where: { accountId },
    orderBy: { id: "asc" },
    select: { id: true, issuer: true, label: true, createdAt: true },
  });

export const findIdentity = (db: DatabaseClient, accountId: number, id: number) =>
  db.identity.findFirst({ where: { id, accountId }, select: { id: true, issuer: true, label: true } });

/** Links an identity that has no account; the caller has checked this in the same transaction. */
export async function addIdentity(
  tx: Transaction,
  accountId: number,
  { issuer, subject, label }: Identity,
  now: Date,
): Promise<void> {
  await tx.db.identity.create({ data: { accountId, issuer, subject, label, createdAt: now } });
}

/** The same for an existing account, whose owner is notified by e-mail. */
export async function linkIdentity(
  tx: Transaction,
  deps: Omit<IdentityDeps, "db">,
  accountId: number,
  identity: Identity,
  now: Date,
): Promise<void> {
  await addIdentity(tx, accountId, identity, now);
  const site = deps.identityProviders.nameOf(identity.issuer);
  const what = `You can now sign in to your account with ${site}, as ${identity.label}.`;
  await writeOfChange(tx, deps, accountId, what, now);
}

/** Unlinks an identity. Refuses if it is the last sign-in method. */
export const unlinkIdentity = (
  deps: IdentityDeps,
  accountId: number,
  id: number,
  now: Date,
): Promise<{ ok: true } | { ok: false; reason: "account.last-sign-in-method" | "identity.not-found" }> =>
  deps.db.write(async (tx) => {
    const identity = await findIdentity(tx.db, accountId, id);
    if (!identity) return { ok: false, reason: "identity.not-found" };
    if (!(await hasOtherSignInMethod(tx.db, deps, accountId, { identityId: id })))
      return { ok: false, reason: "account.last-sign-in-method" };
    await tx.db.identity.delete({ where: { id } });
    const site = deps.identityProviders.nameOf(identity.issuer);
    const what = `You can no longer sign in to your account with ${site}, as ${identity.label}.`;
    await writeOfChange(tx, deps, accountId, what, now);
    return { ok: true };
  });

async function writeOfChange(
  tx: Transaction,
  deps: Omit<IdentityDeps, "db">,
  accountId: number,
  what: string,
  now: Date,
) {
  const { email } = await tx.db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { email: true },
  });
  const href = `${deps.siteUrl}/settings/identities`;
  await writeTo(tx, deps, email, (siteName) => signInMethodsChangedEmail(siteName, what, href), now);
}
