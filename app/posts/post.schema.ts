import { z } from "zod";
import { MAX_SOURCE_CHARS } from "~/markdown/limits";
import { trimSource } from "~/markdown/source";
import { isVisible } from "~/markdown/visible";
import { handleSchema } from "~/people/person.schema";
import { yesOrNo } from "~/platform/file-fields";
import { LICENCE_CODES } from "~/site/licence";
import { languageSchema } from "~/site/site.schema";

/** Two lines of a heading on a wide page, six on a phone. */
export const MAX_TITLE_CHARS = 200;
export const MAX_SLUG_CHARS = 100;
/** The summary in lists. */
export const MAX_SUMMARY_CHARS = 400;
/** With more tags, "Filed under" would be meaningless. */
export const MAX_TAGS = 12;
export const MAX_TAG_CHARS = 60;
export const MAX_WRITERS = 8;
export const MAX_PART = 999;

const atMost = (limit: number) => `should be at most ${limit.toLocaleString("en")} characters`;

const NAMES_AN_ADDRESS = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{Nd}]/u;

export const slugSchema = z
  .string({ error: "should be a short name for the address, such as who-is-not-in-the-room" })
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    "should be lower-case words joined by hyphens, such as who-is-not-in-the-room",
  )
  .max(MAX_SLUG_CHARS, atMost(MAX_SLUG_CHARS));

export const partField = z
  .number({ error: "should be a whole number" })
  .int("should be a whole number")
  .min(1, "should be at least 1")
  .max(MAX_PART, `should be at most ${MAX_PART}`);

const bylineSchema = (what: string) =>
  z.array(handleSchema, { error: `should be a list of ${what}' handles, such as [maren]` }).max(MAX_WRITERS, {
    error: `should name at most ${MAX_WRITERS} people`,
  });

/** A post as typed, without derived columns. */
export const postSchema = z
  .object({
    title: z
      .string({ error: "should be the title of the post" })
      .trim()
      .refine(isVisible, "should not be empty")
      .max(MAX_TITLE_CHARS, atMost(MAX_TITLE_CHARS)),
    slug: slugSchema,
    source: z
      .string()
      .transform(trimSource)
      .pipe(z.string().min(1, "should not be empty").max(MAX_SOURCE_CHARS, atMost(MAX_SOURCE_CHARS))),
    summary: z
      .string({ error: "should be one or two sentences" })
      .trim()
      .max(MAX_SUMMARY_CHARS, atMost(MAX_SUMMARY_CHARS))
      .default(""),
    writers: bylineSchema("writers").min(1, "should name at least one writer"),
    presenters: bylineSchema("presenters").default([]),
    tags: z
      .array(
        z
          .string()
          .trim()
          .min(1, "should not contain an empty tag")
          .max(MAX_TAG_CHARS, atMost(MAX_TAG_CHARS))
          .regex(
            NAMES_AN_ADDRESS,
            "should contain a letter or a digit: the address of a tag is made of these",
          ),
        {
          error: "should be a list of tags, such as [access, the profession]",
        },
      )
      .max(MAX_TAGS, `should be at most ${MAX_TAGS} tags`)
      .default([]),
    series: slugSchema.optional(),
    part: partField.optional(),
    language: languageSchema.optional(),
    licence: z.enum(LICENCE_CODES, { error: `should be one of ${LICENCE_CODES.join(", ")}` }).optional(),
    /** Whether search engines are asked to leave it out. */
    noindex: yesOrNo.optional(),
    origin: z.string().optional(),
    sample: z.boolean().optional(),
  })
  .refine((post) => (post.series === undefined) === (post.part === undefined), {
    path: ["part"],
    error: "needs a series: give both series and part, or neither",
  });

export type PostInput = z.infer<typeof postSchema>;
