// JSON answers to the script of the account pages: options for the device, where to go, or errors.

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";

export type ScriptAnswer =
  | { options: PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON }
  | { to: string }
  | { errors: Record<string, string> };

export const jsonAnswer = (answer: ScriptAnswer, headers: HeadersInit = {}): Response =>
  Response.json(answer, { headers });

/** `errors` as in forms: by field name, and "form" for the whole. */
export const refuseScript = (status: number, errors: Record<string, string>): Response =>
  Response.json({ errors } satisfies ScriptAnswer, { status });

export const refuseSignedOut = (): Response =>
  refuseScript(401, {
    form: "You are no longer signed in to the account that opened this page. Sign in on another tab, then reload this page.",
  });
