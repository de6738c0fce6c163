import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { isVisible } from "~/markdown/visible";
import { atMost, emailField, line, siteField } from "~/people/fields";
import { readRowId } from "~/platform/database/rows/row-id";

/** About 3,000 words; a longer text is a post of its own. */
export const MAX_COMMENT_CHARS = 20_000;
/** Spam has many links; a real reply cites few. */
export const MAX_LINKS = 6;
/** Each is one more request for every reader, and a page shows hundreds of responses. */
export const MAX_PICTURES = 4;
export const MAX_NAME_CHARS = 80;
/** A path has four characters per level, so this bounds the rows of its index below a page of the
 *  database. */
export const MAX_DEPTH = 800;
/** Deeper indents leave too narrow a column on a phone; deeper replies continue in the same list. */
export const MAX_INDENT = 6;
/** Minimum fill time: nobody reads and replies faster. */
export const MIN_FILL_SECONDS = 2;
/** Per network, which may be a whole library: enough for a class that replies at the same time. */
export const COMMENTS_PER_MINUTE = 20;
export const COMMENTS_PER_HOUR = 200;
export const COMMENTS_SECONDS = 60 * 60;
/** The limit of previews: they store nothing, but take the renderer's time. */
export const PREVIEWS_PER_MINUTE = 30;
/** Previews while typing have limits of their own, so that the button always works: those of one person or device that types without
 *  a rest longer than it must be, and those of the devices of a network, which name themselves. */
export const TYPED_PREVIEWS_PER_MINUTE = 40;
export const TYPED_PREVIEWS_OF_NETWORK = 400;

/** Within this time the same reply is a repeated submission; later it is meant as another comment. */
export const REPEAT_SECONDS = 10 * 60;

/** Lifetime of the cookie with the posted reply, enough for the next page to load on a slow connection. */
export const ARRIVAL_S = 60;

/** Answers that come by e-mail: replies to one's own reply, or all responses to the post. */
export const ANSWERS = ["replies", "post"] as const;

/** A guest's reply as typed. */
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
  /** The parent comment; empty for a reply to the post. */
  to: z
    .string()
    .refine((text) => text === "" || readRowId(text) !== null, {
      error:
        "The comment you’re replying to wasn’t found. If you post this now, it’s a reply to the post itself.",
      abort: true,
    })
    .transform((text) => readRowId(text) ?? undefined)
    .optional(),
  /** Whether its writer wants e-mail about it: answers, and for a guest what moderators decide. */
  emails: z.literal("on").optional().catch(undefined),
  /** Which answers. */
  answers: z.enum(ANSWERS).optional().catch(undefined),
  /** Whether their browser is to be remembered; undefined if the form didn't ask, which it does by script. */
  remember: z.enum(["yes", "no"]).optional().catch(undefined),
});

/** An edit of one's own comment. `basedOn` identifies the text that the form showed. */
export const editSchema = replySchema
  .pick({ body: true })
  .extend({ basedOn: z.string().max(100).optional() })
  .transform(({ body, basedOn = "" }) => ({ body, basedOn }));

export type EditInput = z.infer<typeof editSchema>;

export type ReplyInput = z.infer<typeof replySchema>;

/** A member's reply without their account. An e-mail address would connect it with them. */
export const withoutAccountSchema = replySchema
  .omit({ email: true, emails: true, answers: true })
  .transform((reply): ReplyInput => ({ ...reply, email: "" }));

/** A member's reply, without the guest's details. */
export const memberReplySchema = replySchema
  .pick({ body: true, to: true, emails: true, answers: true })
  .transform((reply): ReplyInput => ({ ...reply, name: "", email: "", site: "" }));
