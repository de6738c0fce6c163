// Signing in with a passkey (WebAuthn Level 3, section 7.2).

import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { Log } from "~/platform/log.server";
import type { AccountLimits } from "../account-limits.server";
import { beginSessionIfActive, type Device } from "../session/session.server";
import { type Assertion, PASSKEY_MINUTES } from "./passkey.schema";
import type { PasskeyDeps } from "./passkey.server";
import { type ChallengeRefusal, issueChallenge, spendChallenge } from "./passkey-challenge.server";
import { loadWebauthn } from "./webauthn.server";

export interface PasskeySignInDeps extends PasskeyDeps {
  accountLimits: AccountLimits;
  log: Log;
}

export type PasskeySignInRefusal =
  | ChallengeRefusal
  | { ok: false; reason: "passkey.unknown" | "passkey.mismatch" | "passkey.copied" | "sign-in.deactivated" }
  | { ok: false; reason: "sign-in.too-many"; seconds: number };

/** Options for `navigator.credentials.get()`: any passkey of this site. */
export async function offerPasskeySignIn(
  { db, siteUrl }: PasskeyDeps,
  now: Date,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await loadWebauthn();
  return generateAuthenticationOptions({
    rpID: new URL(siteUrl).hostname,
    challenge: await issueChallenge(db, { act: "sign-in" }, now),
    timeout: PASSKEY_MINUTES * 60_000,
    userVerification: "required",
  });
}

/** Signs in the owner of the passkey. Returns the secret for the cookie. A failure counts like a wrong
 *  password. */
export async function signInWithPasskey(
  deps: PasskeySignInDeps,
  assertion: Assertion,
  device: Device,
  now: Date,
): Promise<{ ok: true; secret: string; accountId: number } | PasskeySignInRefusal> {
  const { accountLimits } = deps;
  const seconds = await accountLimits.secondsToWaitForPasskey(device.address);
  if (seconds > 0) return { ok: false, reason: "sign-in.too-many", seconds };
  const signedIn = await trySignIn(deps, assertion, device, now);
  // An expired challenge or a deactivated account is not a guess.
  if (!signedIn.ok && signedIn.reason !== "passkey.expired" && signedIn.reason !== "sign-in.deactivated")
    await accountLimits.countPasskeyFailure(device.address);
  return signedIn;
}

async function trySignIn(
  { db, siteUrl, log }: PasskeySignInDeps,
  assertion: Assertion,
  device: Device,
  now: Date,
): Promise<{ ok: true; secret: string; accountId: number } | PasskeySignInRefusal> {
  const { clientDataJSON, userHandle } = assertion.response;
  // In its own transaction, so that the challenge stays used if the answer is refused.
  const spent = await db.write((tx) => spendChallenge(tx.db, "sign-in", clientDataJSON, now));
  if (!spent.ok) return spent;
  const passkey = await findByCredential(db, assertion.id);
  if (!passkey) return { ok: false, reason: "passkey.unknown" };
  const { account } = passkey;
  const counter = await verify(assertion, passkey, spent.challenge, siteUrl);
  if (counter === null || userHandle !== account.webauthnId) return { ok: false, reason: "passkey.mismatch" };
  return db.write(async (tx) => {
    // The passkey may have been removed, or the account deactivated, during the verification.
    if (!(await findByCredential(tx.db, assertion.id)))
      return { ok: false, reason: "passkey.unknown" } as const;
    if (!(await count(tx.db, passkey.id, counter, now))) {
      log.warn({ passkeyId: passkey.id }, "the counter of a passkey went back: there may be a copy of it");
      return { ok: false, reason: "passkey.copied" } as const;
    }
    const secret = await beginSessionIfActive(tx, account.id, device, now);
    if (secret === null) return { ok: false, reason: "sign-in.deactivated" } as const;
    return { ok: true, accountId: account.id, secret } as const;
  });
}

const findByCredential = (db: DatabaseClient, credentialId: string) =>
  db.passkey.findUnique({
    where: { credentialId },
    select: {
      id: true,
      publicKey: true,
      account: { select: { id: true, status: true, webauthnId: true } },
    },
  });

/** The signed counter; null if the signature is invalid. */
async function verify(
  assertion: Assertion,
  { publicKey }: { publicKey: string },
  expectedChallenge: string,
  siteUrl: string,
): Promise<number | null> {
  try {
    const { verifyAuthenticationResponse } = await loadWebauthn();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: assertion,
      expectedChallenge,
      expectedOrigin: siteUrl,
      expectedRPID: new URL(siteUrl).hostname,
      requireUserVerification: true,
      // The library compares counters before it verifies the signature, so it gets 0 and the counter is
      // compared afterwards.
      credential: {
        id: assertion.id,
        publicKey: new Uint8Array(Buffer.from(publicKey, "base64url")),
        counter: 0,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

/** Records a use. A counter must rise, or stay 0 for synced passkeys; otherwise the passkey was cloned, and
 *  this may be the clone or the original. Of two simultaneous uses with the same counter, one succeeds. */
async function count(db: DatabaseClient, id: number, counter: number, now: Date): Promise<boolean> {
  const before = counter === 0 ? 0 : { lt: counter };
  const { count: noted } = await db.passkey.updateMany({
    where: { id, counter: before },
    data: { counter, lastUsedAt: now },
  });
  return noted === 1;
}
