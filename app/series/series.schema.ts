import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { isVisible } from "~/markdown/visible";
import { MAX_TITLE_CHARS, slugSchema } from "~/posts/post.schema";
import { UNDER_WAY } from "./series";

/** Room for a page of introduction, but not for a post. */
export const MAX_INTRO_CHARS = 10_000;

export const SERIES_STATUSES = [UNDER_WAY, "complete"] as const;

export const seriesSchema = z.object({
  slug: slugSchema,
  title: z
    .string({ error: "should be the title of the series, such as Notes on practice" })
    .trim()
    .refine(isVisible, "should not be empty")
    .max(MAX_TITLE_CHARS, `should be at most ${MAX_TITLE_CHARS} characters`),
  status: z
    .enum(SERIES_STATUSES, { error: `should be "${SERIES_STATUSES.join('" or "')}"` })
    .default(UNDER_WAY),
  intro: z
    .string()
    .transform(trimSource)
    .pipe(z.string().max(MAX_INTRO_CHARS, `should be at most ${MAX_INTRO_CHARS} characters`))
    .default(""),
  origin: z.string().optional(),
  sample: z.boolean().optional(),
});

export type SeriesInput = z.infer<typeof seriesSchema>;
