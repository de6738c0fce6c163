import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { isVisible } from "~/markdown/visible";
import { yesOrNo } from "~/platform/file-fields";
import { lines } from "~/platform/http/body/typed-text";
import { citedNameFields, citedNameInFile, withFamilyName } from "./cited-name/cited-name";
import { atMost, line, siteField } from "./fields";
import { isReserved } from "./names/handle";
import { orcidField, orcidSchema } from "./orcid";

/** A longer name would break a byline on a phone into more than four lines. */
export const MAX_PERSON_NAME_CHARS = 80;
/** A few lines; a longer text should be a post. */
export const MAX_BIO_CHARS = 2_000;
export const MAX_HANDLE_CHARS = 40;

/** Former handles stay reserved for their person, so without a limit one member could reserve many names.
 *  Three changes a year allow for a change of mind. */
export const MAX_RENAMINGS = 3;
export const RENAMINGS_DAYS = 365;

/** A handle in a content file. */
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
  orcid: orcidSchema.optional(),
  ...citedNameInFile,
  quotable: yesOrNo.optional(),
  site: siteField().optional(),
  origin: z.string().optional(),
  sample: z.boolean().optional(),
});

export type PersonInput = z.infer<typeof personSchema>;

/** A handle typed into a form. */
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

/** A name typed into a form; pseudonyms are allowed. */
export const nameField = () =>
  line().pipe(
    z
      .string()
      .refine(isVisible, "Please enter a name. A pseudonym is welcome.")
      .max(MAX_PERSON_NAME_CHARS, atMost(MAX_PERSON_NAME_CHARS)),
  );

const bioField = () =>
  lines()
    .transform(trimSource)
    .pipe(z.string().max(MAX_BIO_CHARS, `${atMost(MAX_BIO_CHARS)} For more, write a post.`));

/** The form of a writer without an account. */
export const guestWriterSchema = withFamilyName(
  z.object({
    name: nameField(),
    handle: z.union([line().pipe(z.literal("")), handleField()]),
    ...citedNameFields(),
    site: siteField(),
    orcid: orcidField(),
    bio: bioField(),
  }),
);

export type GuestWriterInput = z.infer<typeof guestWriterSchema>;

/** The form of an editor who edits a writer without an account. Their address stays: posts and links name it. */
export const guestEditSchema = withFamilyName(
  z.object({
    name: nameField(),
    ...citedNameFields(),
    site: siteField(),
    orcid: orcidField(),
    bio: bioField(),
  }),
);

export type GuestEditInput = z.infer<typeof guestEditSchema>;

/** The profile form. */
export const profileSchema = withFamilyName(
  z.object({
    name: nameField(),
    handle: handleField(),
    ...citedNameFields(),
    site: siteField(),
    orcid: orcidField(),
    bio: bioField(),
  }),
);

export type ProfileInput = z.infer<typeof profileSchema>;
