// What an upload's form may contain, and limits.

import { z } from "zod";
import { atMost, line } from "~/platform/http/body/typed-text";

const MB = 1024 * 1024;

/** A photograph of a good camera as JPEG. Telephones make 2 to 12 MB. */
export const MAX_UPLOAD_BYTES = 32 * MB;
/** The file, its fields and what stands between them. */
export const MAX_UPLOAD_FORM_BYTES = MAX_UPLOAD_BYTES + 64 * 1024;
/** What one person's uploads may take, of those who aren't editors. A large picture takes 2 MB. */
export const MAX_BYTES_OF_PERSON = 1024 * MB;
/** The same of those who add pictures to responses only: fifty large ones. */
export const MAX_BYTES_OF_READER = 100_000_000;
/** Uploads of a person that are received at once. More would only share their connection. */
export const MAX_UPLOADS_AT_ONCE = 2;
/** Of one person: the pictures of an event. Each takes a second of a processor. */
export const UPLOADS_PER_HOUR = 200;
/** The same of those who add pictures to responses only: more than anybody says anything about. */
export const READER_UPLOADS_PER_HOUR = 30;
/** Days after which an upload that no text names is deleted. */
export const UNUSED_DAYS = 30;
/** A sentence or two: a screen reader can't pause within it. */
export const MAX_ALT_CHARS = 500;
export const MAX_NAME_CHARS = 80;
export const MAX_TITLE_CHARS = 200;

/** What a file field accepts. Telephones convert HEIC because it isn't named. */
export const ACCEPTED_PICTURES = "image/jpeg,image/png,image/webp,image/gif,image/avif";
/** With documents. */
export const ACCEPTED_FILES = `${ACCEPTED_PICTURES},application/pdf`;
export const PICTURE_HINT = "JPEG, PNG, WebP, GIF or AVIF, at most 32 MB.";
export const FILE_HINT = "JPEG, PNG, WebP, GIF or AVIF, at most 32 MB; or a PDF, at most 20 MB.";

export const mediaFormSchema = z.object({
  alt: z
    .string()
    .trim()
    .max(MAX_ALT_CHARS, `Shorten the description to ${MAX_ALT_CHARS} characters.`)
    .default("")
    .transform((text) => text.replace(/\s+/g, " ")),
  decorative: z
    .string()
    .optional()
    .transform((box) => box !== undefined),
});
export type MediaForm = z.infer<typeof mediaFormSchema>;

export const documentFormSchema = z.object({
  title: line().pipe(
    z
      .string()
      .min(1, "Give the document a title, such as “Annual report 2026”.")
      .max(MAX_TITLE_CHARS, atMost(MAX_TITLE_CHARS)),
  ),
});
