import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { atMost, lines } from "~/platform/http/typed-text";
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
