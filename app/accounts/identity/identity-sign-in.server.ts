// Signing in with another site: the request that is stored meanwhile, and the outcome of the callback.

import * as openid from "openid-client";
import { suggestHandle } from "~/people/names/handle-suggestion.server";
import type { Member, Viewer } from "~/people/viewer";
import type { Transaction } from "~/platform/database/database.server";
import { readSite } from "~/site/site.server";
import { findAccountByEmail } from "../account.server";
import type { JoinRequest } from "../joining/join-terms";
import { beginSession, type Device, isOpen } from "../session/session.server";
import { findToken, hashSecret, issueToken, spendToken } from "../token.server";
import type { Claims } from "./identity.schema";
import { findByIdentity, type IdentityDeps, linkIdentity } from "./identity.server";
import type { ProviderRefusal } from "./identity-provider.server";

/** Stored while a person is at the provider. */
interface Pending {
  provider: string;
  nonce: string;
  codeVerifier: string;
  /** Hash of the secret in their browser's cookie. */
  browser: string;
  /** Path to return to. */
  to: string;
}

export interface IdentityStart {
  provider: string;
  /** The secret in the browser's cookie. */
  browser: string;
  to: string;
  /** The account to link the identity to; without it, the person wants to sign in. */
  accountId?: number;
}

/** Stores a request for a quarter of an hour. Returns the provider's address to redirect to. */
export async function beginIdentityRequest(
  { db, identityProviders }: IdentityDeps,
  { provider, browser, to, accountId }: IdentityStart,
  now: Date,
): Promise<{ ok: true; href: string } | ProviderRefusal> {
  const reached = await identityProviders.reach(provider);
  if (!reached.ok) return reached;
  const [nonce, codeVerifier] = [openid.randomNonce(), openid.randomPKCECodeVerifier()];
  const payload: Pending = { provider, nonce, codeVerifier, to, browser: hashSecret(browser) };
  const state = await issueToken({ db }, "identity", { payload, ...(accountId && { accountId }) }, now);
  return { ok: true, href: await identityProviders.addressFor(provider, { state, nonce, codeVerifier }) };
}

export type IdentityRefusal =
  | ProviderRefusal
  | {
      ok: false;
      reason:
        | "identity.unknown-request"
        | "identity.other-browser"
        | "identity.other-person"
        | "identity.taken"
        | "sign-in.deactivated"
        | "join.invited-only";
    };

export type IdentityOutcome =
  | { ok: true; outcome: "signed-in"; secret: string; to: string }
  | { ok: true; outcome: "linked"; to: string }
  /** The person has no account yet; `secret` belongs to a link to join. */
  | { ok: true; outcome: "new"; secret: string }
  | IdentityRefusal;

export interface IdentityAnswer {
  provider: string;
  /** Query of the callback address. */
  parameters: URLSearchParams;
  /** The secret from the browser's cookie. */
  browser: string | null;
}

/** Handles the callback. A request can be used once, in the browser that made it, whatever the outcome. */
export async function finishIdentityRequest(
  deps: IdentityDeps,
  { provider, parameters, browser }: IdentityAnswer,
  viewer: Viewer,
  device: Device,
  now: Date,
): Promise<IdentityOutcome> {
  const state = parameters.get("state") ?? "";
  const found = await findToken<Pending>(deps.db, "identity", state, now);
  if (!found.ok || found.payload.provider !== provider)
    return { ok: false, reason: "identity.unknown-request" };
  const { payload: pending, accountId } = found;
  if (browser === null || hashSecret(browser) !== pending.browser)
    return { ok: false, reason: "identity.other-browser" };
  const owner = viewer.kind === "person" && viewer.accountId === accountId ? viewer : null;
  if (accountId !== null && !owner) return { ok: false, reason: "identity.other-person" };
  const spent = await spendToken(deps, "identity", state, now);
  if (!spent.ok) return { ok: false, reason: "identity.unknown-request" };
  const identified = await deps.identityProviders.identify(provider, parameters, { ...pending, state });
  if (!identified.ok) return identified;
  const { claims } = identified;
  return deps.db.write(async (tx) =>
    owner ? link(tx, deps, claims, owner, pending.to, now) : comeIn(tx, deps, claims, pending, device, now),
  );
}

async function link(
  tx: Transaction,
  deps: IdentityDeps,
  { identity }: Claims,
  member: Member,
  to: string,
  now: Date,
): Promise<IdentityOutcome> {
  // The session may have ended while the provider was asked.
  if (!(await isOpen(tx.db, member))) return { ok: false, reason: "identity.other-person" };
  const { accountId } = member;
  const owner = await findByIdentity(tx.db, identity);
  if (owner && owner.accountId !== accountId) return { ok: false, reason: "identity.taken" };
  if (!owner) await linkIdentity(tx, deps, accountId, identity, now);
  return { ok: true, outcome: "linked", to };
}

async function comeIn(
  tx: Transaction,
  deps: IdentityDeps,
  claims: Claims,
  { to, browser }: Pending,
  device: Device,
  now: Date,
): Promise<IdentityOutcome> {
  const { identity, email, isEmailVerified } = claims;
  const owner = await findByIdentity(tx.db, identity);
  // An unverified e-mail address may belong to anyone.
  const namesake = !owner && email && isEmailVerified ? await findAccountByEmail(tx.db, email) : null;
  const accountId = owner?.accountId ?? namesake?.id;
  if (accountId === undefined) return issueJoinLink(tx, claims, browser, now);
  if ((owner?.account.status ?? namesake?.status) !== "active")
    return { ok: false, reason: "sign-in.deactivated" };
  if (namesake) await linkIdentity(tx, deps, accountId, identity, now);
  const secret = await beginSession(tx.db, accountId, device, now);
  return { ok: true, outcome: "signed-in", secret, to };
}

/** Makes a link to join that works only in this browser. Only a verified e-mail address is accepted; any
 *  other must be entered and confirmed by e-mail, so that nobody learns whether it has an account. */
async function issueJoinLink(
  tx: Transaction,
  { identity, email, isEmailVerified, name, nickname }: Claims,
  browser: string,
  now: Date,
): Promise<IdentityOutcome> {
  const { joining } = await readSite(tx.db);
  if (joining !== "open") return { ok: false, reason: "join.invited-only" };
  const suggested = { name, handle: await suggestHandle(tx.db, nickname), email: email ?? "" };
  const payload: JoinRequest = {
    ...(email && isEmailVerified && { email }),
    identity: { ...identity, browser },
    suggested,
  };
  return { ok: true, outcome: "new", secret: await issueToken(tx, "join", { payload }, now) };
}
