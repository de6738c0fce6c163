import { z } from "zod";
import { isVisible } from "~/markdown/visible";
import { atMost, line } from "~/people/fields";

/** More than anybody has devices and keys to come in with; and as many as a browser is told of, not to make a second one. */
export const MAX_PASSKEYS = 20;
/** Fits beside the buttons of its row on a wide screen, and tells two devices apart. */
export const MAX_PASSKEY_NAME_CHARS = 60;
/** How long somebody may take between the button and their finger. */
export const PASSKEY_MINUTES = 5;
/** Challenges for one network, which may be a whole library, in an hour: a page to sign in on takes one each four minutes. */
export const CHALLENGES_PER_NETWORK = 600;
export const CHALLENGES_SECONDS = 60 * 60;

/** WebAuthn's longest id of a credential is 1,023 bytes (Level 3, 4); in base64url a third more. */
const MAX_ID_CHARS = 1_364;
/** What a device says of a new key is below 1 kB; with a chain of certificates, which we don't ask for, some kilobytes. */
const MAX_PART_CHARS = 16_384;

const base64url = (limit: number) =>
  z
    .string()
    .min(1)
    .max(limit)
    .regex(/^[A-Za-z0-9_-]+=*$/);

const credential = {
  id: base64url(MAX_ID_CHARS),
  rawId: base64url(MAX_ID_CHARS),
  type: z.literal("public-key"),
  // Nothing of these is used; the library wants them.
  clientExtensionResults: z.object({}).default({}),
};

/** What a browser sends after `navigator.credentials.create()`. */
export const newPasskeySchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(MAX_PART_CHARS),
    attestationObject: base64url(MAX_PART_CHARS),
    /** How a browser may reach the key again: "internal", "usb", and what is yet to come. */
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .default([]),
  }),
});

/** What it sends after `navigator.credentials.get()`. */
export const assertionSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(MAX_PART_CHARS),
    authenticatorData: base64url(MAX_PART_CHARS),
    signature: base64url(MAX_PART_CHARS),
    userHandle: base64url(MAX_ID_CHARS),
  }),
});

/** A credential as a field of a form: JSON. */
function asField<S extends z.ZodType>(schema: S) {
  const text = z.string().max(4 * MAX_PART_CHARS);
  const json = text.transform((written, context) => {
    try {
      return JSON.parse(written);
    } catch {
      context.addIssue("should be JSON");
      return z.NEVER;
    }
  });
  return json.pipe(schema);
}

export const newPasskeyForm = z.object({ credential: asField(newPasskeySchema) });
export const assertionForm = z.object({ credential: asField(assertionSchema) });

export type NewPasskeyResponse = z.infer<typeof newPasskeySchema>;
export type Assertion = z.infer<typeof assertionSchema>;

/** What somebody calls a passkey of theirs. */
export const passkeyNameSchema = z.object({
  name: line().pipe(
    z
      .string()
      .refine(isVisible, "Please enter a name that tells you which passkey this is, for example “My phone”.")
      .max(MAX_PASSKEY_NAME_CHARS, atMost(MAX_PASSKEY_NAME_CHARS)),
  ),
});
