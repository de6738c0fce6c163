// Joining with a passkey instead of a password.

import { createHash } from "node:crypto";
import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import type { JoinInput } from "../account.schema";
import { findJoinLink } from "../joining/join.server";
import type { Device } from "../session/session.server";
import { hashSecret, type TokenRefusal } from "../token.server";
import type { NewPasskeyResponse } from "./passkey.schema";
import type { NewPasskey, PasskeyDeps } from "./passkey.server";
import { offerRegistration, type RegistrationRefusal, readNewPasskey } from "./passkey-registration.server";

type Joiner = Omit<JoinInput, "password">;

/** The WebAuthn user handle of the account that a link will create. It is the same for each attempt with one
 *  link, so that a device replaces the passkey of a refused attempt instead of keeping one that opens
 *  nothing. */
const webauthnIdFor = (secret: string) =>
  createHash("sha256").update(`webauthn ${secret}`).digest("base64url");

/** Options for creating a passkey while joining. */
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

/** The passkey with which somebody joins, from their device's response. */
export async function readJoiningPasskey(
  deps: PasskeyDeps,
  secret: string,
  response: NewPasskeyResponse,
  device: Device,
  now: Date,
): Promise<{ ok: true; passkey: NewPasskey & { webauthnId: string } } | RegistrationRefusal> {
  const read = await readNewPasskey(deps, "join", response, device.device, now);
  if (!read.ok) return read;
  if (read.ceremony.link !== hashSecret(secret)) return { ok: false, reason: "passkey.stale" };
  return { ok: true, passkey: { ...read.passkey, webauthnId: webauthnIdFor(secret) } };
}
