import { z } from "zod";
import { isVisible } from "~/markdown/visible";
import { atMost, line } from "~/people/fields";

/** More devices than anyone has, and as many as `excludeCredentials` lists for the browser. */
export const MAX_PASSKEYS = 20;
/** Fits beside the buttons on a wide screen, and distinguishes two devices. */
export const MAX_PASSKEY_NAME_CHARS = 60;
/** Time between the button and the fingerprint. */
export const PASSKEY_MINUTES = 5;
/** Challenges per hour for one network, which may be a whole library. An open sign-in page uses one every
 *  four minutes. */
export const CHALLENGES_PER_NETWORK = 600;
export const CHALLENGES_SECONDS = 60 * 60;

/** The longest credential id has 1,023 bytes (WebAuthn Level 3, section 4), a third more in base64url. */
const MAX_ID_CHARS = 1_364;
/** A new key takes less than 1 kB; with certificates, which are not requested, some kilobytes. */
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
  // Unused, but required by the library.
  clientExtensionResults: z.object({}).default({}),
};

/** A browser's answer after `navigator.credentials.create()`. */
export const newPasskeySchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(MAX_PART_CHARS),
    attestationObject: base64url(MAX_PART_CHARS),
    /** Transports of the authenticator: "internal", "usb", and future ones. */
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .default([]),
  }),
});

/** A browser's answer after `navigator.credentials.get()`. */
export const assertionSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(MAX_PART_CHARS),
    authenticatorData: base64url(MAX_PART_CHARS),
    signature: base64url(MAX_PART_CHARS),
    userHandle: base64url(MAX_ID_CHARS),
  }),
});

/** A credential as JSON in a form field. */
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

/** The name of a passkey, chosen by its owner. */
export const passkeyNameSchema = z.object({
  name: line().pipe(
    z
      .string()
      .refine(isVisible, "Please enter a name that tells you which passkey this is, for example “My phone”.")
      .max(MAX_PASSKEY_NAME_CHARS, atMost(MAX_PASSKEY_NAME_CHARS)),
  ),
});
