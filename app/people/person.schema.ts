import { z } from "zod";

/** As long as a name may be before it breaks a byline on a telephone into four lines. */
export const MAX_PERSON_NAME_CHARS = 80;
/** A few lines: longer is a post. */
export const MAX_BIO_CHARS = 2_000;
export const MAX_HANDLE_CHARS = 40;

export const handleSchema = z
  .string({ error: "should be a handle, such as maren" })
  .regex(/^[a-z0-9][a-z0-9-]*$/, "should be lower-case letters, digits and hyphens, such as maren-lind")
  .max(MAX_HANDLE_CHARS, `should be at most ${MAX_HANDLE_CHARS} characters`);

export const personSchema = z.object({
  handle: handleSchema,
  name: z
    .string({ error: "should be the name to show" })
    .trim()
    .min(1, "should not be empty")
    .max(MAX_PERSON_NAME_CHARS, `should be at most ${MAX_PERSON_NAME_CHARS} characters`),
  bio: z.string().trim().max(MAX_BIO_CHARS, `should be at most ${MAX_BIO_CHARS} characters`).default(""),
  origin: z.string().optional(),
});

export type PersonInput = z.infer<typeof personSchema>;
