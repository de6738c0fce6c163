// Who people are elsewhere: an account may be come into by any of its identities.

import type { Database, Reader, Writer } from "~/platform/database/database.server";
import { type Correspondent, writeTo } from "../mail/correspondence.server";
import { waysInChangedLetter } from "../mail/letters";
import { hasOtherWayIn } from "../ways-in.server";
import type { Identity } from "./identity.schema";
import type { IdentityProviders } from "./identity-provider.server";

export interface IdentityMeans extends Correspondent {
  db: Database;
  identityProviders: IdentityProviders;
}

const known = ({ issuer, subject }: Identity) => ({ issuer_subject: { issuer, subject } });

/** Whose an identity is. */
export const findByIdentity = (db: Reader, identity: Identity) =>
  db.identity.findUnique({
    where: known(identity),
    select: { accountId: true, account: { select: { status: true } } },
  });

export const listIdentities = (db: Reader, accountId: number) =>
  db.identity.findMany({
    where: { accountId },
    orderBy: { id: "asc" },
    select: { id: true, issuer: true, label: true, createdAt: true },
  });

export const findIdentity = (db: Reader, accountId: number, id: number) =>
  db.identity.findFirst({ where: { id, accountId }, select: { id: true, issuer: true, label: true } });

/** Adds one that is known to be nobody's: the caller has asked, in the same transaction. */
export async function addIdentity(
  tx: Writer,
  accountId: number,
  { issuer, subject, label }: Identity,
  now: Date,
): Promise<void> {
  await tx.db.identity.create({ data: { accountId, issuer, subject, label, createdAt: now } });
}

/** The same for an account that is there already, which a letter is written about. */
export async function linkIdentity(
  tx: Writer,
  means: Omit<IdentityMeans, "db">,
  accountId: number,
  identity: Identity,
  now: Date,
): Promise<void> {
  await addIdentity(tx, accountId, identity, now);
  const site = means.identityProviders.nameOf(identity.issuer);
  const what = `You can now sign in to your account with ${site}, as ${identity.label}.`;
  await writeOfChange(tx, means, accountId, what, now);
}

/** An account's identity is no longer a way in, unless it is the last that there is. */
export const unlinkIdentity = (
  means: IdentityMeans,
  accountId: number,
  id: number,
  now: Date,
): Promise<{ ok: true } | { ok: false; reason: "account.last-way-in" | "identity.not-found" }> =>
  means.db.write(async (tx) => {
    const identity = await findIdentity(tx.db, accountId, id);
    if (!identity) return { ok: false, reason: "identity.not-found" };
    if (!(await hasOtherWayIn(tx.db, means, accountId, { identityId: id })))
      return { ok: false, reason: "account.last-way-in" };
    await tx.db.identity.delete({ where: { id } });
    const site = means.identityProviders.nameOf(identity.issuer);
    const what = `You can no longer sign in to your account with ${site}, as ${identity.label}.`;
    await writeOfChange(tx, means, accountId, what, now);
    return { ok: true };
  });

async function writeOfChange(
  tx: Writer,
  means: Omit<IdentityMeans, "db">,
  accountId: number,
  what: string,
  now: Date,
) {
  const { email } = await tx.db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { email: true },
  });
  const href = `${means.siteUrl}/settings/identities`;
  await writeTo(tx, means, email, (siteName) => waysInChangedLetter(siteName, what, href), now);
}
