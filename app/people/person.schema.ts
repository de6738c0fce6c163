import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { isVisible } from "~/markdown/visible";
import { lines } from "~/platform/http/typed-text";
import { atMost, line, siteField } from "./fields";
import { isReserved } from "./handle";

/** As long as a name may be before it breaks a byline on a telephone into four lines. */
export const MAX_PERSON_NAME_CHARS = 80;
/** A few lines: longer is a post. */
export const MAX_BIO_CHARS = 2_000;
export const MAX_HANDLE_CHARS = 40;

/** Each handle that somebody had is theirs for ever: so many changes in so many days are a change of mind, more would take names
 *  away from others. */
export const MAX_RENAMINGS = 3;
export const RENAMINGS_DAYS = 365;

/** A handle as a content file has it. */
export const handleSchema = z
  .string({ error: "should be a handle, such as maren" })
  .regex(/^[a-z0-9][a-z0-9-]*$/, "should be lower-case letters, digits and hyphens, such as maren-lind")
  .max(MAX_HANDLE_CHARS, `should be at most ${MAX_HANDLE_CHARS} characters`);

export const personSchema = z.object({
  handle: handleSchema,
  name: z
    .string({ error: "should be the name to show" })
    .trim()
    .refine(isVisible, "should not be empty")
    .max(MAX_PERSON_NAME_CHARS, `should be at most ${MAX_PERSON_NAME_CHARS} characters`),
  bio: z
    .string()
    .transform(trimSource)
    .pipe(z.string().max(MAX_BIO_CHARS, `should be at most ${MAX_BIO_CHARS} characters`))
    .default(""),
  origin: z.string().optional(),
  sample: z.boolean().optional(),
});

export type PersonInput = z.infer<typeof personSchema>;

/** A handle as somebody types it who joins. */
export const handleField = () =>
  line()
    .transform((text) => text.toLowerCase())
    .pipe(
      z
        .string()
        .min(2, "Please choose a handle of at least two letters or digits.")
        .max(MAX_HANDLE_CHARS, atMost(MAX_HANDLE_CHARS))
        .regex(/^[a-z0-9-]*$/, {
          error:
            "Use only the letters a to z, digits and hyphens, for example maren-lind. Similar letters of other alphabets don’t work.",
          abort: true,
        })
        .regex(/^[a-z0-9].*[a-z0-9]$/, "The handle must begin and end with a letter or a digit.")
        .refine((handle) => !isReserved(handle), {
          error: "This handle is reserved for the site. Please choose another.",
        }),
    );

/** A name as somebody types it: whatever they want to be called. */
export const nameField = () =>
  line().pipe(
    z
      .string()
      .refine(isVisible, "Please enter a name. A pseudonym is welcome.")
      .max(MAX_PERSON_NAME_CHARS, atMost(MAX_PERSON_NAME_CHARS)),
  );

/** What somebody says of themselves on their page. */
export const profileSchema = z.object({
  name: nameField(),
  handle: handleField(),
  site: siteField(),
  bio: lines()
    .transform(trimSource)
    .pipe(z.string().max(MAX_BIO_CHARS, `${atMost(MAX_BIO_CHARS)} For more, write a post.`)),
});

export type ProfileInput = z.infer<typeof profileSchema>;
