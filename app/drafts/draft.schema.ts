import { z } from "zod";
import { isRowId } from "~/platform/database/rows/row-id";
import { DETAILS, DRAFT_KINDS } from "./draft";

/** Three times what a post may have: what is too long to publish is kept, and cut by its writer. */
export const MAX_DRAFT_CHARS = 500_000;
/** A title longer than a post may have is kept too, and refused at publication. */
export const MAX_TITLE_TYPED = 1_000;
/** A hundred tags of the longest names. */
export const MAX_DETAIL_CHARS = 8_000;
/** A draft a day for three years. More are a program's. */
export const MAX_DRAFTS = 1_000;
/** Texts kept beside one draft because they were saved from older versions. */
export const MAX_COPIES = 20;
/** Forms of one draft whose last save is known after others have saved: a lost answer is asked for again within minutes. */
export const MAX_FORMS_KNOWN = 50;
/** The script saves at most thirty times a minute; this leaves room for three more pages and for buttons. */
export const SAVES_PER_MINUTE = 120;
/** The script asks after each rest of typing. Nobody rests more often. */
export const DRAFT_PREVIEWS_PER_MINUTE = 120;
/** Notes on one draft. With more, the draft is better talked about than annotated. */
export const MAX_NOTES = 200;
/** A long paragraph. */
export const MAX_QUOTE_CHARS = 1_000;
/** A page of advice. */
export const MAX_NOTE_CHARS = 4_000;
/** Secret links of one draft that work at the same time: one for each reader who is asked. */
export const MAX_LINKS = 10;
/** A second reader has this long; then they ask for another link. */
export const LINK_DAYS = 30;
/** Drafts are deleted this long after they went to the bin. */
export const BIN_DAYS = 30;
/** A text of MAX_DRAFT_CHARS, percent-encoded: nine bytes for a Chinese character. */
export const MAX_DRAFT_FORM_BYTES = 5 * 1024 * 1024;

const count = (number: number) =>
  `${number.toLocaleString("en")} ${number === 1 ? "character" : "characters"}`;

const kept = (limit: number) =>
  z
    .string()
    .default("")
    .transform((text) => text.replace(/\r\n?/g, "\n"))
    .pipe(
      z.string().max(limit, {
        error: ({ input }) =>
          `Please shorten this by ${count(String(input).length - limit)}. More than ${count(limit)} can’t be saved.`,
      }),
    );

const wholeNumber = () => z.coerce.number().int().min(0).max(1e9);

const OUT_OF_DATE = "This page is out of date. Copy your text, then open the editor again.";

const formKey = z.string().regex(/^[\w-]{16,64}$/, OUT_OF_DATE);

/** What every form of the editor sends: the text as typed, and what the save began from. */
export const draftForm = z.object({
  title: kept(MAX_TITLE_TYPED).transform((title) => title.replace(/\s*\n\s*/g, " ")),
  body: kept(MAX_DRAFT_CHARS),
  ...(Object.fromEntries(DETAILS.map((name) => [name, kept(MAX_DETAIL_CHARS)])) as Record<
    (typeof DETAILS)[number],
    ReturnType<typeof kept>
  >),
  /** Key of the opened form, made anew each time that the editor is opened. */
  form: formKey,
  /** Key of the form from which this one goes on, with a text that only a device had. */
  after: formKey.optional(),
  /** The version of the draft that the form began from; 0 for a new one. */
  version: wholeNumber().default(0),
  /** Counts the saves of the form; a form without a script doesn't. */
  number: wholeNumber().optional(),
  /** The revision of the post that the form showed. */
  based: wholeNumber().optional(),
  /** The post that a new draft is the working copy of. */
  post: z.coerce.number().refine(isRowId).optional(),
  /** Or the page. */
  page: z.coerce.number().refine(isRowId).optional(),
  /** The response that a new draft continues. */
  continues: z.coerce.number(OUT_OF_DATE).refine(isRowId, OUT_OF_DATE).optional(),
  /** What a new draft becomes. */
  kind: z.enum(DRAFT_KINDS, OUT_OF_DATE).default("post"),
});
export type DraftForm = z.infer<typeof draftForm>;

const typed = (limit: number, what: string) =>
  z
    .string()
    .default("")
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().max(limit, `Please shorten ${what} to ${limit.toLocaleString("en")} characters.`));

/** A note on a draft. The passage may be left out. */
export const noteForm = z.object({
  passage: typed(MAX_QUOTE_CHARS, "the passage"),
  note: typed(MAX_NOTE_CHARS, "the note").pipe(z.string().min(1, "Please write a note first.")),
});

/** What an editor returns a draft with. */
export const returnForm = z.object({
  message: typed(MAX_NOTE_CHARS, "the message").pipe(
    z.string().min(1, "Please write what should change, so that the writer knows."),
  ),
});
