import { z } from "zod";
import { isVisible } from "~/markdown/visible";

/** About 3,000 words. What is longer is a post of its own, and deserves to be one. */
export const MAX_COMMENT_CHARS = 20_000;
/** A considered answer cites a few things; an advertisement cites many. */
export const MAX_LINKS = 6;
export const MAX_NAME_CHARS = 80;
/** RFC 5321's longest path. */
export const MAX_EMAIL_CHARS = 254;
export const MAX_SITE_CHARS = 300;
/** A path grows by four characters a level: this keeps the index's rows within a page of the database. */
export const MAX_DEPTH = 800;
/** Past this depth a telephone shows a column of single words; the thread goes on, but no longer indents. */
export const MAX_INDENT = 6;
/** Nobody reads a post and answers it faster than this. */
export const MIN_SECONDS = 2;
/** From one address, which may be a whole library or classroom: enough for a class that answers together. */
export const COMMENTS_PER_MINUTE = 20;
export const COMMENTS_PER_HOUR = 200;
/** The same, for looks at a text before it is sent: nothing is kept of one, but it takes the renderer's time. */
export const PREVIEWS_PER_MINUTE = 30;

const atMost = (limit: number) => `Please keep this to ${limit.toLocaleString("en")} characters.`;

/** Marks that would turn round or hide the text after a name. */
const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** One line of text, as it was meant. A field that was not sent is an empty one. */
const line = () =>
  z
    .string()
    .default("")
    .transform((text) => text.replace(INVISIBLE, "").replace(/\s+/g, " ").trim());

/** A page on the web at a name, as a browser would read it. */
const isWebAddress = (text: string) =>
  URL.canParse(text) &&
  /^https?:$/.test(new URL(text).protocol) &&
  z.regexes.domain.test(new URL(text).hostname);

/** A guest's reply as it is typed. */
export const replySchema = z.object({
  body: z
    .string({ error: "Please write your reply." })
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(1, "Please write your reply.")
        .max(
          MAX_COMMENT_CHARS,
          `${atMost(MAX_COMMENT_CHARS)} If you have more to say, it may be a post of its own.`,
        ),
    ),
  name: line().pipe(
    z
      .string()
      .refine(isVisible, "Please say what to call you. A pseudonym is welcome.")
      .max(MAX_NAME_CHARS, atMost(MAX_NAME_CHARS)),
  ),
  email: line().pipe(
    z
      .string()
      .min(1, "Please give an e-mail address. It is never shown.")
      .max(MAX_EMAIL_CHARS, atMost(MAX_EMAIL_CHARS))
      .pipe(z.email("This does not look like an e-mail address, such as you@example.org.")),
  ),
  site: line()
    .transform((text) => (text === "" || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`))
    .refine((text) => text === "" || isWebAddress(text), {
      error: "This does not look like a web address, such as https://example.org. You may leave it empty.",
      abort: true,
    })
    .refine((text) => text.length <= MAX_SITE_CHARS, atMost(MAX_SITE_CHARS))
    .default(""),
  /** The comment that is answered; none for the post itself. */
  to: z
    .string()
    .regex(
      /^([1-9]\d{0,14})?$/,
      "The comment that you answer could not be found. Sent from here, this is a reply to the post itself.",
    )
    .transform((text) => (text === "" ? undefined : Number(text)))
    .optional(),
});

export type ReplyInput = z.infer<typeof replySchema>;
