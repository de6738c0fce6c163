// The claims of a provider, as far as they are used.

import { z } from "zod";
import { canonicalEmail, emailField, line } from "~/people/fields";
import { nameField } from "~/people/person.schema";

/** Limit of OpenID Connect Core 1.0, section 2. */
const MAX_SUBJECT_CHARS = 255;
/** Enough to distinguish two of a person's own identities. */
const MAX_LABEL_CHARS = 100;

/** An OpenID subject and its label. */
export interface Identity {
  issuer: string;
  subject: string;
  label: string;
}

export interface Claims {
  identity: Identity;
  email: string | null;
  /** Whether the provider has verified the address. */
  isEmailVerified: boolean;
  /** Suggestions for name and handle; "" if unknown. */
  name: string;
  nickname: string;
}

/** An invalid claim counts as missing, except for the subject. */
export const claimsSchema = z
  .object({
    iss: z.string(),
    sub: z.string().min(1).max(MAX_SUBJECT_CHARS),
    email: emailField("").transform(canonicalEmail).nullable().catch(null),
    // A boolean (Core 1.0, section 5.1), which some providers send as a string.
    email_verified: z.union([z.boolean(), z.literal("true").transform(() => true)]).catch(false),
    name: nameField().catch(""),
    preferred_username: line().catch(""),
  })
  .transform(
    ({ iss, sub, email, email_verified, name, preferred_username }): Claims => ({
      identity: {
        issuer: iss,
        subject: sub,
        label: (email || preferred_username || name || sub).slice(0, MAX_LABEL_CHARS),
      },
      email,
      isEmailVerified: email !== null && email_verified,
      name,
      nickname: preferred_username || name,
    }),
  );
