// Registering a passkey, for a signed-in person or while joining (WebAuthn Level 3, section 7.1).

import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
  VerifiedRegistrationResponse,
} from "@simplewebauthn/server";
import type { Member } from "~/people/viewer";
import { readSite } from "~/site/site.server";
import { isOpen } from "../session/session.server";
import { MAX_PASSKEYS, type NewPasskeyResponse, PASSKEY_MINUTES } from "./passkey.schema";
import {
  type KeepRefusal,
  keepPasskey,
  listCredentials,
  type NewPasskey,
  notifyOfPasskey,
  type PasskeyDeps,
} from "./passkey.server";
import {
  type Ceremony,
  type ChallengeRefusal,
  issueChallenge,
  spendChallenge,
} from "./passkey-challenge.server";
import { loadWebauthn } from "./webauthn.server";

/** Ed25519, ES256 and RS256, which all supported versions of Node can verify. */
const ALGORITHMS = [-8, -7, -257];

export type RegistrationRefusal = ChallengeRefusal | KeepRefusal | { ok: false; reason: "passkey.mismatch" };

/** The owner of a new passkey. */
interface Owner {
  /** The WebAuthn user handle, a random value. A second passkey with the same handle replaces the first on
   *  the device. */
  webauthnId: string;
  handle: string;
  name: string;
}

/** Options for `navigator.credentials.create()`. */
export async function offerRegistration(
  { db, siteUrl }: PasskeyDeps,
  owner: Owner,
  ceremony: Ceremony,
  now: Date,
  accountId?: number,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { name: rpName } = await readSite(db);
  const challenge = await issueChallenge(db, ceremony, now, accountId);
  const { generateRegistrationOptions } = await loadWebauthn();
  return generateRegistrationOptions({
    rpName,
    rpID: new URL(siteUrl).hostname,
    userID: new Uint8Array(Buffer.from(owner.webauthnId, "base64url")),
    userName: owner.handle,
    userDisplayName: owner.name,
    challenge,
    timeout: PASSKEY_MINUTES * 60_000,
    // The make of a device doesn't matter, so no attestation is requested.
    attestationType: "none",
    excludeCredentials: accountId === undefined ? [] : await listCredentials(db, accountId),
    authenticatorSelection: {
      // A discoverable credential: people don't have to say who they are before they sign in, and the site
      // doesn't reveal who has a passkey.
      residentKey: "required",
      // Fingerprint, face or PIN: the passkey replaces a password, so that possession of a found or borrowed
      // device must not suffice.
      userVerification: "required",
    },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/** Options for a signed-in person who has just re-authenticated. */
export async function offerPasskey(
  deps: PasskeyDeps,
  { accountId, sessionId, handle, name }: Member,
  now: Date,
): Promise<{ ok: true; options: PublicKeyCredentialCreationOptionsJSON } | KeepRefusal> {
  const { webauthnId, _count } = await deps.db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { webauthnId: true, _count: { select: { passkeys: true } } },
  });
  if (_count.passkeys >= MAX_PASSKEYS) return { ok: false, reason: "passkey.too-many" };
  const owner = { webauthnId, handle, name };
  const ceremony = { act: "add", sessionId } as const;
  return { ok: true, options: await offerRegistration(deps, owner, ceremony, now, accountId) };
}

/** Adds the passkey that the device created, and notifies the person by e-mail. */
export async function addPasskey(
  deps: PasskeyDeps,
  member: Member,
  response: NewPasskeyResponse,
  name: string,
  now: Date,
): Promise<{ ok: true } | RegistrationRefusal> {
  const read = await readNewPasskey(deps, "add", response, name, now);
  if (!read.ok) return read;
  const { accountId, sessionId } = member;
  // The re-authentication is valid only for the session in which it happened.
  if (read.accountId !== accountId || read.ceremony.sessionId !== sessionId)
    return { ok: false, reason: "passkey.stale" };
  return deps.db.write(async (tx): Promise<{ ok: true } | RegistrationRefusal> => {
    if (!(await isOpen(tx.db, member))) return { ok: false, reason: "passkey.stale" };
    const kept = await keepPasskey(tx, accountId, read.passkey, now);
    if (!kept.ok) return kept;
    await notifyOfPasskey(
      tx,
      deps,
      accountId,
      (site) => `A passkey, “${kept.name}”, was added to your account at ${site}.`,
      now,
    );
    return { ok: true };
  });
}

/** Verifies the device's answer and uses up its challenge. */
export async function readNewPasskey<Act extends "add" | "join">(
  { db, siteUrl }: PasskeyDeps,
  act: Act,
  response: NewPasskeyResponse,
  name: string,
  now: Date,
): Promise<
  | { ok: true; passkey: NewPasskey; accountId: number | null; ceremony: Extract<Ceremony, { act: Act }> }
  | ChallengeRefusal
  | { ok: false; reason: "passkey.mismatch" }
> {
  const spent = await db.write((tx) => spendChallenge(tx.db, act, response.response.clientDataJSON, now));
  if (!spent.ok) return spent;
  const { verifyRegistrationResponse } = await loadWebauthn();
  const verified = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: spent.challenge,
    expectedOrigin: siteUrl,
    expectedRPID: new URL(siteUrl).hostname,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
    // The library throws on any verification error.
  }).catch((): VerifiedRegistrationResponse => ({ verified: false }));
  if (!verified.verified) return { ok: false, reason: "passkey.mismatch" };
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  const { accountId, ceremony } = spent;
  return {
    ok: true,
    accountId,
    ceremony,
    passkey: {
      credentialId: id,
      publicKey: Buffer.from(publicKey).toString("base64url"),
      counter,
      transports: response.response.transports.join(" "),
      name,
    },
  };
}
