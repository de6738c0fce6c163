import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { atMost, lines } from "~/platform/http/body/typed-text";
import { MAX_WORDS_CHARS, REASON_CODES, type Reason } from "./actions";

/** Why responses are removed. */
export const removalSchema = z
  .object({
    reason: z.enum(REASON_CODES as [Reason, ...Reason[]], { error: "Choose one of the reasons." }),
    words: lines()
      .transform(trimSource)
      .pipe(z.string().max(MAX_WORDS_CHARS, atMost(MAX_WORDS_CHARS))),
  })
  .refine(({ reason, words }) => reason !== "other" || words !== "", {
    error: "Please write the reason: we show it to the writer.",
    path: ["words"],
  });

/** A name or a sentence; longer passages are ticked. */
const MAX_PASSAGE_CHARS = 1_000;

/** What is cut out of a comment, beside the sentences that are ticked. */
export const cutSchema = removalSchema.and(
  z.object({
    passage: lines().pipe(z.string().max(MAX_PASSAGE_CHARS, atMost(MAX_PASSAGE_CHARS))),
    basedOn: z.string().default(""),
  }),
);
