// What another site says of somebody, as far as this one reads it.

import { z } from "zod";
import { canonicalEmail, emailField, line } from "~/people/fields";
import { nameField } from "~/people/person.schema";

/** OpenID Connect's longest (Core 1.0, 2). */
const MAX_SUBJECT_CHARS = 255;
/** Enough to tell two of one's own apart. */
const MAX_LABEL_CHARS = 100;

/** A subject of an OpenID provider, and what they are called there. */
export interface Identity {
  issuer: string;
  subject: string;
  label: string;
}

export interface Claims {
  identity: Identity;
  email: string | null;
  /** Whether the other site says that the address is theirs. */
  isEmailVerified: boolean;
  /** What they may want to be called here; "" where nothing is known. */
  name: string;
  nickname: string;
}

/** What is unfit is as if it hadn't been said, but for who it is. */
export const claimsSchema = z
  .object({
    iss: z.string(),
    sub: z.string().min(1).max(MAX_SUBJECT_CHARS),
    email: emailField("").transform(canonicalEmail).nullable().catch(null),
    // A boolean (Core 1.0, 5.1), which some providers send as a word.
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
