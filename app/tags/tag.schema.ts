import { z } from "zod";
import { isVisible } from "~/markdown/visible";
import { atMost, line } from "~/platform/http/body/typed-text";
import { MAX_TAG_CHARS } from "~/posts/post.schema";

/** Two or three sentences, of which search engines show about half. */
export const MAX_TAG_DESCRIPTION_CHARS = 300;

const NAMES_AN_ADDRESS = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{Nd}]/u;

/** The form of a tag. */
export const tagForm = z.object({
  name: line().pipe(
    z
      .string()
      .refine(isVisible, { error: "Enter a name, such as community development.", abort: true })
      .refine(
        (name) => NAMES_AN_ADDRESS.test(name),
        "Use at least one letter or digit, for the tag’s web address.",
      )
      .refine((name) => !/[,;、，]/.test(name), "Leave out commas and semicolons: they separate tags.")
      .max(MAX_TAG_CHARS, atMost(MAX_TAG_CHARS)),
  ),
  description: line().pipe(z.string().max(MAX_TAG_DESCRIPTION_CHARS, atMost(MAX_TAG_DESCRIPTION_CHARS))),
});

/** The form of a merge. */
export const mergeForm = z.object({
  into: line().pipe(z.string().refine(isVisible, "Enter the name of the tag to keep.")),
});
