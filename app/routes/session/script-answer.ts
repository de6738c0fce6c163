// What the script of the account pages is answered: what to ask the device for, where to go on, or why not.

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";

export type ScriptAnswer =
  | { options: PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON }
  | { to: string }
  | { errors: Record<string, string> };

export const tellScript = (answer: ScriptAnswer, headers: HeadersInit = {}): Response =>
  Response.json(answer, { headers });

/** `errors` as a form has them: of each field by its name, and of all of it as "form". */
export const refuseScript = (status: number, errors: Record<string, string>): Response =>
  Response.json({ errors } satisfies ScriptAnswer, { status });

export const refuseSignedOut = (): Response =>
  refuseScript(401, {
    form: "You are no longer signed in to the account that opened this page. Sign in on another tab, then reload this page.",
  });
