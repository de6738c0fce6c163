import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { isVisible } from "~/markdown/visible";
import { atMost, emailField, line, siteField } from "~/people/fields";
import { readRowId } from "~/platform/database/row-id";

/** About 3,000 words. What is longer is a post of its own, and deserves to be one. */
export const MAX_COMMENT_CHARS = 20_000;
/** A considered answer cites a few things; an advertisement cites many. */
export const MAX_LINKS = 6;
/** Each is a request of whoever reads the discussion; a comment that shows more is an album, and a post. */
export const MAX_PICTURES = 10;
export const MAX_NAME_CHARS = 80;
/** A path grows by four characters a level: this keeps the index's rows within a page of the database. */
export const MAX_DEPTH = 800;
/** Past this depth a telephone shows a column of single words; the thread goes on, but no longer indents. */
export const MAX_INDENT = 6;
/** Nobody reads a post and answers it faster than this. */
export const MIN_SECONDS = 2;
/** From one address, which may be a whole library or classroom: enough for a class that answers together. */
export const COMMENTS_PER_MINUTE = 20;
export const COMMENTS_PER_HOUR = 200;
export const COMMENTS_SECONDS = 60 * 60;
/** The same, for looks at a text before it is sent: nothing is kept of one, but it takes the renderer's time. */
export const PREVIEWS_PER_MINUTE = 30;

/** Sending the same again is a second press of the button, or a page that didn't load, for so long: later, somebody means it. */
export const REPEAT_SECONDS = 10 * 60;

/** How long a browser is told which reply it sent: long enough for the next page to come over a slow line. */
export const ARRIVAL_S = 60;

/** A guest's reply as it is typed. */
export const replySchema = z.object({
  body: z
    .string({ error: "Please write your reply." })
    .transform((text) => trimSource(text.replace(/\r\n?/g, "\n")))
    .pipe(
      z
        .string()
        .min(1, "Please write your reply.")
        .max(
          MAX_COMMENT_CHARS,
          `${atMost(MAX_COMMENT_CHARS)} Please shorten it, or split it into several replies.`,
        ),
    ),
  name: line().pipe(
    z
      .string()
      .refine(isVisible, "Please enter a name. A pseudonym is welcome.")
      .max(MAX_NAME_CHARS, atMost(MAX_NAME_CHARS)),
  ),
  email: emailField("Please enter your e-mail address. It’s never shown."),
  site: siteField(),
  /** The comment that is answered; none for the post itself. */
  to: z
    .string()
    .refine((text) => text === "" || readRowId(text) !== null, {
      error:
        "The comment you’re replying to wasn’t found. If you post this now, it’s a reply to the post itself.",
      abort: true,
    })
    .transform((text) => readRowId(text) ?? undefined)
    .optional(),
});

export type ReplyInput = z.infer<typeof replySchema>;

/** The reply of somebody who is signed in: the site knows who they are. */
export const memberReplySchema = replySchema.pick({ body: true, to: true }).transform((reply): ReplyInput => {
  return { ...reply, name: "", email: "", site: "" };
});
