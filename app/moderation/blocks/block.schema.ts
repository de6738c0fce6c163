// The form with which a moderator blocks something.

import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { readRowId } from "~/platform/database/rows/row-id";
import { atMost, line, lines } from "~/platform/http/body/typed-text";
import { MAX_WORDS_CHARS, REASON_CODES, type Reason } from "../actions";
import { DURATION_CODES, EFFECTS, MAX_NOTE_CHARS, MAX_PHRASE_CHARS, NETWORK_DURATIONS } from "./block";
import { readDomain } from "./domain";
import { hasWords } from "./phrase";

const paragraphs = (limit: number) =>
  lines()
    .transform(trimSource)
    .pipe(z.string().max(limit, atMost(limit)));

/** The first day without the block, instead of a duration. */
const until = line().refine((text) => text === "" || isDay(text), {
  error: "Enter a date such as 2027-03-31, or leave this empty.",
});

function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const ofAll = {
  duration: z.enum(DURATION_CODES as [string, ...string[]], { error: "Choose one of the options." }),
  until,
  note: paragraphs(MAX_NOTE_CHARS),
};

const ofWriter = {
  ...ofAll,
  reason: z.enum(REASON_CODES as [Reason, ...Reason[]], { error: "Choose one of the reasons." }),
  words: paragraphs(MAX_WORDS_CHARS),
};

const needsWords = ({ reason, words }: { reason: string; words: string }) =>
  reason !== "other" || words !== "";
const SAY_WHY = { error: "Please write the reason: we show it to the person.", path: ["words"] };

const ofContent = {
  ...ofAll,
  effect: z.enum(EFFECTS, { error: "Choose what happens to such replies." }),
};

/** By kind of block. */
export const blockForms = {
  person: z
    .object({
      ...ofWriter,
      kind: z.literal("person"),
      handle: line()
        .transform((text) => text.replace(/^@/, "").toLowerCase())
        .refine(
          (text) => text !== "",
          "Enter the handle of the member, such as anna. It is in the address of their page.",
        ),
    })
    .refine(needsWords, SAY_WHY),
  address: z
    .object({
      ...ofWriter,
      kind: z.literal("address"),
      comment: z.string({ error: "Open the comment again." }).transform((text) => readRowId(text) ?? 0),
    })
    .refine(needsWords, SAY_WHY),
  network: z
    .object({
      ...ofWriter,
      kind: z.literal("network"),
      duration: z.enum(NETWORK_DURATIONS, { error: "Choose one of the options." }),
      comment: z.string({ error: "Open the comment again." }).transform((text) => readRowId(text) ?? 0),
    })
    .refine(needsWords, SAY_WHY),
  domain: z.object({
    ...ofContent,
    kind: z.literal("domain"),
    text: line().transform((text, context) => {
      const domain = readDomain(text);
      if (domain === null)
        context.addIssue({ code: "custom", message: "Enter a domain, such as example.org, without a path." });
      return domain ?? z.NEVER;
    }),
  }),
  words: z.object({
    ...ofContent,
    kind: z.literal("words"),
    text: line().pipe(
      z
        .string()
        .min(1, "Enter a word, or several that follow one another.")
        .max(MAX_PHRASE_CHARS, atMost(MAX_PHRASE_CHARS))
        .refine((text) => text === "" || hasWords(text), {
          error: "Enter at least one word or symbol. Punctuation isn’t compared.",
        }),
    ),
  }),
};

export type BlockInput = z.infer<(typeof blockForms)[keyof typeof blockForms]>;
export type WriterInput = Extract<BlockInput, { reason: string }>;
export type ContentInput = Extract<BlockInput, { effect: string }>;
