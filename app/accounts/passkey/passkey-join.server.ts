// Joining with a passkey in the place of a password.

import { createHash } from "node:crypto";
import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import type { JoinInput } from "../account.schema";
import { findJoinLink, join } from "../joining/join.server";
import type { Device } from "../session/session.server";
import { hashSecret, type TokenRefusal } from "../token.server";
import type { NewPasskeyResponse } from "./passkey.schema";
import type { PasskeyDeps } from "./passkey.server";
import { offerRegistration, type RegistrationRefusal, readNewPasskey } from "./passkey-registration.server";

type Joiner = Omit<JoinInput, "password">;

/**
 * What the passkeys of the account know it by that will come of a link. Always the same for one link: what a device made for
 * an attempt that was refused gives way to what it makes for the next, and nobody is left with a passkey that opens nothing.
 */
const webauthnIdFor = (secret: string) =>
  createHash("sha256").update(`webauthn ${secret}`).digest("base64url");

/** Offers a passkey to somebody who joins by a link. */
export async function offerJoiningPasskey(
  deps: PasskeyDeps,
  secret: string,
  { name, handle }: Joiner,
  now: Date,
): Promise<{ ok: true; options: PublicKeyCredentialCreationOptionsJSON } | TokenRefusal> {
  const link = await findJoinLink(deps.db, secret, now);
  if (!link.ok) return link;
  const owner = { name, handle, webauthnId: webauthnIdFor(secret) };
  const ceremony = { act: "join", link: hashSecret(secret) } as const;
  return { ok: true, options: await offerRegistration(deps, owner, ceremony, now) };
}

/** Makes the account that a link stands for, with what a device made as its one way in; gives the secret for the cookie. */
export async function joinWithPasskey(
  deps: PasskeyDeps,
  secret: string,
  { email, ...joiner }: Joiner & { email?: string | undefined },
  response: NewPasskeyResponse,
  device: Device,
  now: Date,
): Promise<Awaited<ReturnType<typeof join>> | RegistrationRefusal> {
  const read = await readNewPasskey(deps, "join", response, device.device, now);
  if (!read.ok) return read;
  if (read.ceremony.link !== hashSecret(secret)) return { ok: false, reason: "passkey.stale" };
  const passkey = { ...read.passkey, webauthnId: webauthnIdFor(secret) };
  return join(deps, secret, joiner, { email, passwordHash: null, passkey }, device, now);
}
