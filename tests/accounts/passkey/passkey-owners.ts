// Members with passkeys on a new database, and their authenticators.

import { addAccount } from "~/accounts/account.server";
import { createAccountLimits } from "~/accounts/account-limits.server";
import { addPasskey, offerPasskey } from "~/accounts/passkey/passkey-registration.server";
import { offerPasskeySignIn, signInWithPasskey } from "~/accounts/passkey/passkey-sign-in.server";
import { beginSession, findMember } from "~/accounts/session/session.server";
import type { Member } from "~/people/viewer";
import { createLog } from "~/platform/log.server";
import { newAuthenticator } from "../../factories/authenticator";
import { openDeps, SITE_URL } from "../../factories/database";

export const NOW = new Date("2026-05-04T09:00:00Z");
export const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
export const DEVICE = { device: "Firefox on Linux", address: "192.0.2.17" };

/** The dependencies of the passkey commands, and the warnings that they logged. */
export async function open({ limits = false } = {}) {
  const { db } = await openDeps();
  const warned: unknown[] = [];
  const log = Object.assign(createLog("silent"), { warn: (...said: unknown[]) => void warned.push(said) });
  const identityProviders = { isKnown: () => true };
  return {
    db,
    siteUrl: SITE_URL,
    log,
    warned,
    accountLimits: createAccountLimits(db, limits),
    identityProviders,
  };
}

export type Deps = Awaited<ReturnType<typeof open>>;

export async function signedIn(
  { db }: Deps,
  handle: string,
  passwordHash: string | null = null,
): Promise<Member> {
  const account = {
    email: `${handle}@example.org`,
    name: handle,
    handle,
    role: "reader" as const,
    passwordHash,
  };
  const added = await db.write((tx) => addAccount(tx, account, NOW));
  if (!added.ok) throw new Error(added.reason);
  const member = await findMember(db, await beginSession(db, added.accountId, DEVICE, NOW), NOW);
  if (!member) throw new Error("not signed in");
  return member;
}

/** The creation options for a signed-in member. */
export async function askToAdd(deps: Deps, member: Member) {
  const offered = await offerPasskey(deps, member, NOW);
  if (!offered.ok) throw new Error(offered.reason);
  return offered.options;
}

/** A member with one passkey, and its authenticator. */
export async function withPasskey(deps: Deps, handle = "ada", passwordHash: string | null = null) {
  const member = await signedIn(deps, handle, passwordHash);
  const device = newAuthenticator(SITE_URL);
  const added = await addPasskey(deps, member, device.create(await askToAdd(deps, member)), "Key", NOW);
  if (!added.ok) throw new Error(added.reason);
  return { member, device };
}

export const ask = (deps: Deps) => offerPasskeySignIn(deps, NOW);
export const signIn = (deps: Deps, assertion: Parameters<typeof signInWithPasskey>[1], now = NOW) =>
  signInWithPasskey(deps, assertion, DEVICE, now);
export const emailsTo = async ({ db }: Deps) =>
  (await db.job.findMany({ where: { kind: "mail" }, orderBy: { id: "asc" } })).map((job) => job.payload);
